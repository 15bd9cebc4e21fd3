"""Counts how often a process syncs a file."""
import shutil, subprocess, tempfile

CALLS = ["syscalls:sys_enter_fdatasync", "syscalls:sys_enter_fsync"]


class Syncs:
    """From its making to count(), by perf; None where that cannot be counted."""

    def __init__(self, pid):
        self.file = tempfile.NamedTemporaryFile("r", prefix="strom-syncs-")
        command = ["perf", "stat", "-x", ",", "-e", ",".join(CALLS), "-p", str(pid), "-o", self.file.name]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) if shutil.which("perf") else None

    def count(self):
        if not self.process:
            return None
        self.process.send_signal(2)
        self.process.wait()
        rows = [line.split(",") for line in self.file.read().splitlines() if "sys_enter" in line]
        return sum(int(row[0]) for row in rows) if rows and all(row[0].isdigit() for row in rows) else None
