"""What the cases of consumer groups share: values that tell where they come from, and waiting for shares to settle."""
import time


def shares(found, wanted):
    """Whether the consumers' partitions are dealt out: each to one, all of them, none to nobody."""
    everything = sorted(p for mine in found for p in mine)
    return everything == sorted(wanted)


def poll_until(consumers, settled, poll, seconds=30):
    """Polls each consumer in turn until `settled()` holds; says what it saw last if it never does."""
    deadline = time.time() + seconds
    while time.time() < deadline:
        for consumer in consumers:
            poll(consumer)
        if settled():
            return
    raise AssertionError(f"not settled after {seconds} s")
