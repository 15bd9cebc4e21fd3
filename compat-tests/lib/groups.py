"""What the cases of consumer groups share: values that tell where they come from, and waiting for shares to settle."""
import time
from concurrent.futures import ThreadPoolExecutor


def shares(found, wanted):
    """Whether the consumers' partitions are dealt out: each to one, all of them, none to nobody."""
    everything = sorted(p for mine in found for p in mine)
    return everything == sorted(wanted)


def poll_until(consumers, settled, poll, seconds=30):
    """Polls the consumers until `settled()` holds; tells what each of them has (its `str`) if it never does.

    They are polled at the same time, each in a thread, as consumers are: one that waits for its turn may miss its rebalance.
    """
    deadline = time.time() + seconds
    with ThreadPoolExecutor(len(consumers)) as pool:
        while time.time() < deadline:
            list(pool.map(poll, consumers))
            if settled():
                return
    raise AssertionError(f"not settled after {seconds} s: {seen(consumers)}")


def seen(consumers):
    """What consumers have, for the message of a case that failed."""
    return "; ".join(f"{n}: {consumer}" for n, consumer in enumerate(consumers, 1))


def reading(partitions, values, more=""):
    """How a consumer tells what it has: its partitions, how many records it read, and what its client knows."""
    last = f", the last {values[-1]!r}" if values else ""
    return f"partitions {partitions}, {len(values)} records{last}" + (f", {more}" if more else "")
