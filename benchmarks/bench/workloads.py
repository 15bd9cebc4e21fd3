"""The workloads: what each of them does, in which lane and where, and how often in the short pass."""
import dataclasses
from typing import Callable

from . import steps

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


@dataclasses.dataclass(frozen=True)
class Case:
    """One thing that is measured.

    lane: P acknowledges from the page cache, F from the disk, H as the broker does by itself.
    short: rounds in the short pass; 0 leaves it out. `twin`: the C twin takes its turn. `pinned`: broker on CPU 0, load on CPU 1.
    once: one round is enough, however many there are of others. `small`: the words where only the tools are tried.
    """
    key: str
    id: str
    title: str
    lane: str
    work: Callable
    words: tuple = ()
    short: int = 1
    twin: bool = False
    pinned: bool = False
    config: str = ""
    settings: tuple = ()
    once: bool = False
    small: tuple = ()

    def __post_init__(self):
        assert self.lane in ("P", "F", "H"), self.lane


def produce(key, id, title, lane, *words, work=steps.produce, **more):
    return Case(key, id, title, lane, work, words, **more)


def unbatched(*words):
    return ("--batch", 1, *words)


SMALL = ("--partitions", 4, "--connections", 4, "--depth", 64, "--record", 100, "--batch", 16 * KIB)
LARGE = ("--partitions", 4, "--connections", 4, "--depth", 8, "--record", 1024, "--batch", 256 * KIB)
TAIL_16 = ("--connections", 1, "--record", 1024, "--batch", 16 * KIB, "--partitions", 16)
# 4 producers and 4 consumers over 100 partitions, values that are random to their half.
MIXED = ("--connections", 4, "--record", 1024, "--batch", 16 * KIB, "--half-random", "--variants", 10)


def mixed(megabytes):
    """16 records of 1 KiB make a request."""
    return (*MIXED, "--partitions", 100, "--rate", round(megabytes * 1e6 / (16 * 1024)))


FEW = (*MIXED, "--partitions", 8, "--rate", 500)


CASES = [
    produce("w1", "W1", "50,000 records/s of 1 KiB over 16 partitions, 1 producer, 1 consumer", "F", *TAIL_16, "--rate", 3125, work=steps.with_consumers),
    produce("w2-small", "W2", "100 B in 16 KiB, as fast as it goes, then fetched", "F", *SMALL, work=steps.produce_and_fetch, short=3, twin=True),
    produce("w2-large", "W2", "1 KiB in 256 KiB, as fast as it goes, then fetched", "F", *LARGE, work=steps.produce_and_fetch, short=3, twin=True),
    produce("w2-small-p", "W2", "100 B in 16 KiB, as fast as it goes, then fetched", "P", *SMALL, work=steps.produce_and_fetch, short=0, twin=True),
    produce("w2-large-p", "W2", "1 KiB in 256 KiB, as fast as it goes, then fetched", "P", *LARGE, work=steps.produce_and_fetch, short=0, twin=True),
    produce("w2-small-h", "W2", "100 B in 16 KiB, as each broker does by itself", "H", *SMALL, work=steps.produce_and_fetch, short=0),
    produce("w2-large-h", "W2", "1 KiB in 256 KiB, as each broker does by itself", "H", *LARGE, work=steps.produce_and_fetch, short=0),
    *(produce(f"w3-{rate}", "W3", f"{rate} MB/s mixed: 4 producers, 4 consumers, 100 partitions", "P", *mixed(rate), work=steps.with_consumers,
              short=3 if rate == 100 else 0, small=FEW) for rate in (25, 50, 100, 200, 400)),
    produce("w4-256", "W4", "1 record a request, 256 connections, one at a time, broker on one core", "P",
            *unbatched("--connections", 256), short=3, pinned=True),
    produce("w4-256-5", "W4", "1 record a request, 256 connections, 5 in flight, broker on one core", "P",
            *unbatched("--connections", 256, "--depth", 5), short=3, pinned=True),
    produce("w4-256-sync", "W10", "1 record a request, 256 connections, one at a time, synced, broker on one core", "F",
            *unbatched("--connections", 256), work=steps.produce_counting_syncs, short=3, pinned=True),
    produce("w4-256-sync-all", "W10", "1 record a request, 256 connections, one at a time, synced", "F",
            *unbatched("--connections", 256), work=steps.produce_counting_syncs, short=0),
    produce("w4-16", "W4", "1 record a request, 16 connections, one at a time", "P", *unbatched("--connections", 16), short=0),
    produce("w4-1", "W4", "acknowledgement of 1 KiB, one connection, one at a time", "P", *unbatched("--record", 1024), short=3),
    produce("w4-1-sync", "W10", "acknowledgement of 1 KiB, one connection, one at a time, synced", "F", *unbatched("--record", 1024), short=3),
    produce("rate", "W4", "10,000 requests/s of 1 KiB on 16 connections", "P",
            *unbatched("--record", 1024, "--connections", 16, "--rate", 10_000), short=3),
    produce("rate-sync", "W10", "10,000 requests/s of 1 KiB on 16 connections, synced", "F",
            *unbatched("--record", 1024, "--connections", 16, "--rate", 10_000), short=3),
    Case("pass", "W4", "1 KiB from a producer to a waiting consumer, one at a time", "P", steps.one_at_a_time, ("--record", 1024), short=3),
    Case("pass-sync", "W10", "1 KiB from a producer to a waiting consumer, one at a time, synced", "F", steps.one_at_a_time, ("--record", 1024), short=0),
    produce("w5", "W5", "100 B over 1,000 partitions, 100 batches of one record in a request", "P", "--partitions", 1000, "--per-request", 100,
            "--record", 100, "--batch", 1, "--keys", 10_000, "--variants", 8, "--connections", 4, "--depth", 5,
            small=("--partitions", 20, "--per-request", 10, "--batch", 1, "--keys", 10, "--connections", 2)),
    produce("w6", "W6", "30 MB/s to 8 groups that wait at the end", "P", "--connections", 1, "--record", 1024, "--batch", 16 * KIB,
            "--partitions", 4, "--rate", 1831, work=steps.with_groups),
    Case("w8", "W8", "100,000 partitions, 1,000 of them written", "F", steps.many_partitions, (100, 1000, 1000), once=True, small=(2, 10, 10)),
    Case("w8-10000", "W8", "10,000 partitions, 1,000 of them written", "F", steps.many_partitions, (100, 100, 1000), short=0, once=True),
    produce("w9", "W9", "4,000 producers of 1 KiB/s over 100 partitions", "F", *unbatched("--record", 1024, "--partitions", 100, "--connections", 4000, "--rate", 4000),
            small=unbatched("--record", 1024, "--partitions", 10, "--connections", 200, "--rate", 1000)),
    produce("w10-100", "W10", "100 MB/s mixed, synced: 4 producers, 4 consumers, 100 partitions", "F", *mixed(100), work=steps.with_consumers, small=FEW),
    Case("w12-16", "W12", "transactions of 100 records, 16 producers, a read_committed consumer", "F", steps.transactions, (16,)),
    Case("w12-1", "W12", "transactions of 100 records, 1 producer, a read_committed consumer", "F", steps.transactions, (1,), short=0),
    Case("w12-64", "W12", "transactions of 100 records, 64 producers, a read_committed consumer", "F", steps.transactions, (64,), short=0),
    produce("w14-zstd", "W14", "1 KiB half random, batches of 64 KiB in zstd, as fast as it goes", "P", "--partitions", 4, "--connections", 4,
            "--depth", 16, "--record", 1024, "--batch", 64 * KIB, "--half-random", "--variants", 16, "--codec", "zstd"),
    produce("w14-lz4", "W14", "1 KiB half random, batches of 64 KiB in lz4, as fast as it goes", "P", "--partitions", 4, "--connections", 4,
            "--depth", 16, "--record", 1024, "--batch", 64 * KIB, "--half-random", "--variants", 16, "--codec", "lz4", short=0),
    produce("w14-compact", "W14", "compacted topic, 10,000 keys, 100 B in 16 KiB, 20 MB/s", "P", "--partitions", 4, "--connections", 4, "--rate", 1220,
            "--record", 100, "--batch", 16 * KIB, "--keys", 10_000, "--variants", 64,
            config="cleanup.policy=compact,segment.bytes=8388608,min.cleanable.dirty.ratio=0.1"),
    Case("w15", "W15", "10,000 idle connections", "P", steps.idle_connections, (10_000,), once=True, small=(100,)),
]
