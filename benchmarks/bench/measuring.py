"""One measured run: a load, and what it cost the broker and the machine meanwhile."""
import contextlib, itertools, os

from . import proc
from .syncs import Syncs
from .tools import Run

GIB = 1 << 30
# More than these parts of the machine, and the round is not believed.
STOLEN, OTHERS, CLIENT_BOUND = 0.02, 0.05, 0.9

_numbers = itertools.count(1)


class Measuring:
    """How long, where the load runs, and against which broker, in one round of a case."""

    def __init__(self, broker, case, pace, load_cpu):
        self.broker, self.case, self.pace, self.load_cpu = broker, case, pace, load_cpu
        # A broker that runs already has the topics of the rounds before.
        self.topic = f"{case.key}-{os.getpid()}-{next(_numbers)}"

    @property
    def config(self):
        """The settings of a topic in this lane, as the load takes them."""
        parts = [part for part in (self.broker.lanes[self.case.lane], self.case.config) if part]
        return ["--config", ",".join(parts)] if parts else []

    @property
    def duration(self):
        return ["--warm-up", self.pace.warm_up, "--seconds", self.pace.seconds]

    def start(self, command, *words, duration=True):
        return Run("load", command, self.broker.address, *words, *(self.duration if duration else []), cpu=self.load_cpu)

    def make_topic(self, partitions):
        run = Run("load", "create", self.broker.address, "--topic", self.topic, "--partitions", partitions, *self.config, cpu=self.load_cpu)
        run.figures()

    def measure(self, main, *beside, counts_syncs=False):
        """Waits for the measured part of the main load, and gives its figures with what they cost."""
        load = [main.process.pid, *(run.process.pid for run in beside)]
        main.await_line("begin")
        syncs = Syncs(self.broker.pid) if counts_syncs else None
        proc.forget_peak(self.broker.pid)
        before = proc.look(self.broker.pid, load)
        main.await_line("end")
        after = proc.look(self.broker.pid, load)
        memory = proc.memory(self.broker.pid)
        counted = syncs.count() if syncs else None
        figures = main.figures()
        others = [run.figures() for run in beside]
        cost = proc.between(before, after)
        cost["load_cpu_seconds"] = sum(f.get("load_cpu_seconds", 0) for f in [figures, *others])
        cost["syncs"] = counted
        return {**figures, "beside": others, "cost": {**cost, **memory}, "per": per(figures, cost), "marks": marks(figures, cost)}


def per(figures, cost):
    """CPU for each GiB and for each million requests: the broker's own, and the machine's less that of the load and of other programs."""
    rest = cost["busy_seconds"] - cost["load_cpu_seconds"] - cost["others_seconds"]
    found = {}
    # The looks lie a moment around the measured part: what is divided is what was used in a second.
    share = figures["seconds"] / cost["seconds"] if cost["seconds"] else 1
    for name, amount in (("gib", figures.get("bytes", 0) / GIB), ("million", figures.get("requests", 0) / 1e6)):
        if amount:
            found[f"broker_cpu_per_{name}"] = cost["broker_cpu_seconds"] * share / amount
            found[f"machine_cpu_per_{name}"] = rest * share / amount
    return found


def marks(figures, cost):
    """Why a round is not to be believed, or is to be read with care."""
    processors, seconds, found = os.cpu_count(), max(cost["seconds"], 1e-9), []
    if cost["stolen_seconds"] > STOLEN * processors * seconds:
        found.append("stolen")
    if cost["others_seconds"] > OTHERS * processors * seconds:
        found.append("others")
    if figures.get("load_cpu_seconds", 0) > CLIENT_BOUND * figures["seconds"]:
        found.append("client-bound")
    if figures.get("unanswered"):
        found.append("unanswered")
    return found


@contextlib.contextmanager
def serving(broker):
    try:
        yield broker
    finally:
        broker.stop()
