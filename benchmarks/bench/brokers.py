"""What is measured: a Strom of ours, the twin, or a broker that somebody else has started."""
import os, shutil, signal, subprocess, sys, tempfile

from . import proc, tools

sys.path.insert(0, os.path.join(tools.ROOT, "compat-tests"))
from lib.strom import Broker as Started, NotReady, binary


class Strom(Started):
    """A Strom with a fresh data directory, that can be stopped, killed and started again."""
    can_restart = True
    # Topic settings for each lane: P acknowledges from the page cache, F from the disk; H is what each broker does by itself.
    lanes = {"P": "strom.durability=async", "F": "", "H": ""}

    def __init__(self, name, path, place, cpu, settings=()):
        super().__init__(settings, keep=tempfile.mkdtemp(prefix=f"{name}-", dir=place))
        self.name, self.path, self.cpu = name, path, cpu

    def command(self):
        return tools.pinned([self.path, *super().command()[1:]], self.cpu)

    @property
    def address(self):
        return self.bootstrap

    def stop(self):
        if self.pid:
            self.end(signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)


class Twin:
    """The C program that does no more than must be done."""
    can_restart = False
    lanes = {"P": "", "F": "", "H": ""}

    def __init__(self, lane, place, cpu):
        self.name, self.home = "twin", tempfile.mkdtemp(prefix="twin-", dir=place)
        words = [tools.program("twin"), self.home, *(["--async"] if lane == "P" else [])]
        self.process = subprocess.Popen(tools.pinned(words, cpu), stdout=subprocess.PIPE, text=True)
        self.pid = self.process.pid
        self.address = self.process.stdout.readline().split("kafka=")[1].split()[0]

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        shutil.rmtree(self.home, ignore_errors=True)


class Running:
    """A broker that runs already, by address and process id; it keeps its data and is not restarted."""
    can_restart = False

    def __init__(self, name, address, pid):
        self.name, self.address, self.pid = name, address, pid
        self.lanes = Strom.lanes if name.startswith("strom") else {"P": "", "F": "flush.messages=1", "H": ""}

    def stop(self):
        pass


class Known:
    """All brokers of a run, by name, and how to get each for a case."""

    def __init__(self, options):
        self.place = tempfile.mkdtemp(prefix="data-", dir=options.place)
        self.stroms = dict(text.split("=", 1) if "=" in text else ("strom", text) for text in options.strom or [binary()])
        self.running = {}
        for text in options.broker or []:
            name, _, rest = text.partition("=")
            address, _, pid = rest.rpartition("/")
            self.running[name] = (address, int(pid))
        for path in self.stroms.values():
            if not os.access(path, os.X_OK):
                raise SystemExit(f"{path} is not there: make release")

    @property
    def names(self):
        return [*self.stroms, *self.running]

    def get(self, name, case, pinned):
        cpu = 0 if pinned else None
        if name == "twin":
            return Twin(case.lane, self.place, cpu)
        if name in self.running:
            return Running(name, *self.running[name])
        return Strom(name, self.stroms[name], self.place, cpu, case.settings).start()

    def close(self):
        shutil.rmtree(self.place, ignore_errors=True)
