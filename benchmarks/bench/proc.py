"""What a process and the machine have used, from /proc, and what lies between two looks at it."""
import os, time

TICKS = os.sysconf("SC_CLK_TCK")
KERNEL_THREAD = 0x00200000


def _read(path):
    with open(path, encoding="ascii", errors="replace") as file:
        return file.read()


def _stat(pid):
    """The fields of /proc/PID/stat from the third on."""
    return _read(f"/proc/{pid}/stat").rpartition(")")[2].split()


def _named(text):
    return {line.split(":")[0]: line.split(":")[1].split()[0] for line in text.splitlines() if ":" in line and line.split(":")[1].strip()}


def _threads(pid):
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            yield _named(_read(f"/proc/{pid}/task/{thread}/status")), _read(f"/proc/{pid}/task/{thread}/schedstat")
        except (FileNotFoundError, ProcessLookupError):
            pass


def cpu_seconds(pid):
    """CPU of a process: by ticks as the kernel sums them up, or exactly by thread; whichever is more (threads may have ended)."""
    fields = _stat(pid)
    exact = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            exact += int(_read(f"/proc/{pid}/task/{thread}/schedstat").split()[0])
        except (FileNotFoundError, ProcessLookupError):
            pass
    return (int(fields[11]) + int(fields[12])) / TICKS, exact / 1e9


def memory(pid):
    """In MiB: resident now and at its highest, and what of it is not shared, or its share of it."""
    status = _named(_read(f"/proc/{pid}/status"))
    if "VmRSS" not in status:
        raise RuntimeError(f"process {pid} has ended")
    found = {"rss_mib": int(status["VmRSS"]) / 1024, "peak_mib": int(status["VmHWM"]) / 1024}
    try:
        found["pss_mib"] = int(_named(_read(f"/proc/{pid}/smaps_rollup"))["Pss"]) / 1024
    except OSError:
        pass
    return found


def forget_peak(pid):
    """Has the highest resident memory count from now on, where that is allowed."""
    try:
        with open(f"/proc/{pid}/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
    except OSError:
        pass


def _machine():
    user, nice, system, _, _, irq, soft, steal = map(int, _read("/proc/stat").split("\n")[0].split()[1:9])
    return (user + nice + system + irq + soft) / TICKS, steal / TICKS


def _others(known):
    """CPU of all programs but these and this one: what else runs on the machine, the kernel's own threads apart."""
    total = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) in known or int(pid) == os.getpid():
            continue
        try:
            fields = _stat(pid)
        except OSError:
            continue
        if not int(fields[6]) & KERNEL_THREAD:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def look(pid, load=()):
    """What a broker and the machine have used until now; `load` are the processes that load it."""
    fields = _stat(pid)
    voluntary = involuntary = 0
    for status, _ in _threads(pid):
        voluntary += int(status["voluntary_ctxt_switches"])
        involuntary += int(status["nonvoluntary_ctxt_switches"])
    try:
        written = int(_named(_read(f"/proc/{pid}/io"))["write_bytes"])
    except OSError:
        written = 0
    busy, stolen = _machine()
    return {"time": time.monotonic(), "cpu": cpu_seconds(pid), "minor": int(fields[7]), "major": int(fields[9]),
            "voluntary": voluntary, "involuntary": involuntary, "written": written, "busy": busy, "stolen": stolen,
            "others": _others({pid, *load})}


def between(before, after):
    """What was used from one look to the other."""
    less = lambda name: after[name] - before[name]
    return {"seconds": less("time"), "broker_cpu_seconds": max(b - a for a, b in zip(before["cpu"], after["cpu"])),
            "busy_seconds": less("busy"), "stolen_seconds": less("stolen"), "others_seconds": max(less("others"), 0),
            "minor_faults": less("minor"), "major_faults": less("major"), "voluntary_switches": less("voluntary"),
            "involuntary_switches": less("involuntary"), "block_bytes": less("written")}
