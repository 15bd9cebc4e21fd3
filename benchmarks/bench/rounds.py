"""The order of things: every case in its rounds, the brokers in turn and in turned order."""
import dataclasses, os

from . import tools
from .measuring import Measuring, serving


@dataclasses.dataclass(frozen=True)
class Pace:
    """How long and how often; `rounds` of None: as many as the case says for the short pass."""
    name: str
    warm_up: float
    seconds: float
    rounds: int | None
    # More rounds, at most, where some are not to be believed.
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
# A round with one of these is left out where there are others.
UNBELIEVED = {"stolen", "others"}


def run_case(case, pace, known, pinned_always=False):
    """{broker: [rounds]}"""
    names = (["twin"] if case.twin else []) + known.names
    wanted = 1 if case.once else pace.rounds or case.short
    found = {name: [] for name in names}
    for round in range(wanted + pace.spare):
        waiting = [name for name in names if len(believed(found[name])) < wanted]
        for name in waiting if round % 2 == 0 else reversed(waiting):
            tools.say(f"{case.key}, lane {case.lane}, round {round + 1}: {name}")
            found[name].append(run_round(case, pace, known, name, case.pinned or pinned_always))
    return found


def run_round(case, pace, known, name, pinned):
    pinned = pinned and (os.cpu_count() or 1) > 1
    os.sync()
    with serving(known.get(name, case, pinned)) as broker:
        run = Measuring(broker, case, pace, 1 if pinned else None)
        return case.work(run)


def believed(rounds):
    """Those without a mark that speaks against them."""
    return [r for r in rounds if not UNBELIEVED & set(r.get("marks", []))]
