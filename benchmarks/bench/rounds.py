"""The order of things: every case in its rounds, the brokers in turn and in turned order."""
import dataclasses, os

from . import tools
from .brokers import NotReady
from .figures import believed, variation
from .measuring import Measuring, serving


@dataclasses.dataclass(frozen=True)
class Pace:
    """How long and how often; `rounds` of None: as many as the case says for the short pass."""
    name: str
    warm_up: float
    seconds: float
    rounds: int | None
    # More rounds, at most, where some are not to be believed or they vary.
    spare: int
    # What a round that goes as fast as it can writes at most.
    bytes: int
    idle: float
    starts: int
    ceiling_bytes: int


PACES = {
    "check": Pace("check", 0.05, 0.2, 1, 0, 64 << 20, 0.2, 2, 32 << 20),
    "short": Pace("short", 2, 8, None, 0, 4 << 30, 6, 100, 1 << 30),
    "full": Pace("full", 5, 60, 5, 3, 24 << 30, 30, 200, 4 << 30),
}
# How far the broker's CPU may vary from round to round, in percent, before there are more of them.
VARIATION = 5


def run_case(case, pace, known, pinned_always=False):
    """{broker: [rounds]}, and what went wrong: a round that fails is told, and the others go on."""
    names = (["twin"] if case.twin else []) + known.names
    wanted = 1 if case.once else pace.rounds or case.short
    found, failures = {name: [] for name in names}, []
    for round in range(wanted + pace.spare):
        waiting = [name for name in names if not is_enough(found[name], wanted)]
        for name in waiting if round % 2 == 0 else reversed(waiting):
            tools.say(f"{case.key}, lane {case.lane}, round {round + 1}: {name}")
            try:
                found[name].append(run_round(case, pace, known, name, case.pinned or pinned_always))
            except (RuntimeError, OSError, NotReady) as problem:
                tools.say(f"  failed: {problem}")
                failures.append(f"{name}: {problem}")
    return found, failures


def is_enough(rounds, wanted):
    """As many as there should be are believed, and tell the same."""
    if len(believed(rounds)) < wanted:
        return False
    varied = [variation(rounds, f"per.broker_cpu_per_{amount}") for amount in ("gib", "million")]
    return all(v is None or v <= VARIATION for v in varied)


def run_round(case, pace, known, name, pinned):
    pinned = pinned and (os.cpu_count() or 1) > 1
    os.sync()
    if pace.spare:
        drop_caches()
    with serving(known.get(name, case, pinned)) as broker:
        run = Measuring(broker, case, pace, 1 if pinned else None)
        return case.work(run)


def drop_caches():
    """Lets go of what the kernel keeps of files, where that is allowed: each round begins alike."""
    try:
        with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as file:
            file.write("1")
    except OSError:
        pass
