"""The goals, each with what was measured for it."""
from .figures import least as cheapest, median

STRIPPED_MIB = 20
WRITES = "write 256 KiB, fdatasync every 4 MiB"
MET, MISSED, UNKNOWN = "met", "**not met**", "not measured"


class Results:
    """The results of a run, as the goals ask for them: None where something was not measured."""

    def __init__(self, result, broker="strom"):
        self.result, self.broker = result, broker

    def case(self, key, path, broker=None):
        rounds = self.result["cases"].get(key, {}).get("brokers", {}).get(broker or self.broker)
        return median(rounds, path) if rounds else None

    def ceiling(self, name, figure):
        return self.result.get("ceilings", {}).get(name, {}).get(figure)

    def start(self, name, figure):
        return self.result.get("start", {}).get(name, {}).get(figure)

    def cheapest(self, key, path, broker=None):
        return cheapest(self.result["cases"].get(key, {}).get("brokers", {}).get(broker or self.broker, []), path)

    def twin(self, key):
        """CPU against the twin's, of the cheapest round of each: what pages cost that the machine had not given before is neither's doing.

        The machine's less the load's is compared where it differs from the broker's own by more than a tenth.
        """
        own, machine = self.cheapest(key, "per.broker_cpu_per_gib"), self.cheapest(key, "per.machine_cpu_per_gib")
        twin, twin_machine = self.cheapest(key, "per.broker_cpu_per_gib", "twin"), self.cheapest(key, "per.machine_cpu_per_gib", "twin")
        if None in (own, machine, twin, twin_machine) or not twin or not twin_machine:
            return None
        differ = max(abs(machine / own - 1), abs(twin_machine / twin - 1)) > 0.1
        return machine / twin_machine if differ else own / twin


def part(a, b):
    return None if a is None or not b else a / b


def plus(a, b):
    return None if a is None or b is None else a + b


def times(a, b):
    return None if a is None else a * b


def least(value, limit, form):
    return (form.format(value), value <= limit) if value is not None and limit is not None else None


def most(value, limit, form):
    return (form.format(value), value >= limit) if value is not None and limit is not None else None


def goals(r):
    """(what, goal, what each of its parts measured: text and whether it is met, or None)."""
    fdatasync = r.ceiling("fdatasync after 4 KiB", "p50_us"), r.ceiling("fdatasync after 4 KiB", "p99_us")
    writing = r.ceiling(WRITES, "megabytes_per_second")
    sendfile = r.ceiling("sendfile", "megabytes_per_second"), r.ceiling("sendfile", "cpu_seconds_per_gib")
    syncs = part(r.case("w4-256-sync", "requests"), r.case("w4-256-sync", "cost.syncs"))
    return [
        ("exec → first acknowledged record, p99; listening", "≤ 15 ms; ≤ 5 ms",
         [least(r.start("exec to first ack, ms", "p99"), 15, "{:.1f} ms"), least(r.start("exec to ready, ms", "median"), 5, "{:.1f} ms (median)")]),
        ("RSS idle; at 100 MB/s mixed; more with 10,000 idle connections", "≤ 12; ≤ 40; ≤ 60 MiB",
         [least(r.start("RSS idle, MiB", "median"), 12, "{:.1f}"), least(r.case("w3-100", "cost.peak_mib"), 40, "{:.1f} (at most)"),
          least(r.case("w15", "more_mib"), 60, "{:.1f}")]),
        ("stripped binary", f"≤ {STRIPPED_MIB} MiB", [least(r.result.get("stripped_mib"), STRIPPED_MIB, "{:.1f} MiB")]),
        ("produce 100 B in 16 KiB, synced: CPU", "≤ 1.6 × twin", [least(r.twin("w2-small"), 1.6, "{:.2f} ×")]),
        ("produce 1 KiB in 256 KiB, synced: CPU; rate", "≤ 1.4 × twin; ≥ 60 % of sequential writes that are synced",
         [least(r.twin("w2-large"), 1.4, "{:.2f} ×"), most(times(part(r.case("w2-large", "megabytes_per_second"), writing), 100), 60, "{:.0f} %")]),
        ("fetch from the page cache: rate; CPU", "≥ 80 % of sendfile; ≤ 1.4 × its CPU",
         [most(times(part(r.case("w2-large", "fetch.megabytes_per_second"), sendfile[0]), 100), 80, "{:.0f} %"),
          least(part(r.case("w2-large", "fetch.per.broker_cpu_per_gib"), sendfile[1]), 1.4, "{:.2f} ×")]),
        ("unbatched, 256 connections, one core: one at a time; 5 in flight", "≥ 110,000/s; ≥ 300,000/s",
         [most(r.case("w4-256", "requests_per_second"), 110_000, "{:,.0f}/s"), most(r.case("w4-256-5", "requests_per_second"), 300_000, "{:,.0f}/s")]),
        ("the same, synced: requests for each sync", "≥ 64", [most(syncs, 64, "{:.0f}")]),
        ("acknowledgement of 1 KiB, one at a time: p50, p99", "≤ 60 µs, ≤ 250 µs",
         [least(r.case("w4-1", "latency_us.p50"), 60, "{:.0f} µs"), least(r.case("w4-1", "latency_us.p99"), 250, "{:.0f} µs")]),
        ("the same, synced: p50", "≤ the disk's fdatasync + 60 µs" + ("" if fdatasync[0] is None else f" = {fdatasync[0] + 60:.0f} µs"),
         [least(r.case("w4-1-sync", "latency_us.p50"), plus(fdatasync[0], 60), "{:.0f} µs")]),
        ("10,000 requests/s of 1 KiB on 16 connections: p50, p99, p99.9", "≤ 150 µs, ≤ 1 ms, ≤ 3 ms",
         [least(r.case("rate", "latency_us.p50"), 150, "{:.0f} µs"), least(r.case("rate", "latency_us.p99"), 1000, "{:.0f} µs"),
          least(r.case("rate", "latency_us.p999"), 3000, "{:.0f} µs")]),
        ("the same, synced: p99", "≤ 3 × the disk's fdatasync p99" + ("" if fdatasync[1] is None else f" = {3 * fdatasync[1]:.0f} µs"),
         [least(r.case("rate-sync", "latency_us.p99"), times(fdatasync[1], 3), "{:.0f} µs")]),
        ("end to end, to a waiting consumer: p50, p99", "≤ 120 µs, ≤ 500 µs",
         [least(r.case("pass", "latency_us.p50"), 120, "{:.0f} µs"), least(r.case("pass", "latency_us.p99"), 500, "{:.0f} µs")]),
        ("4,000 producers of 1 KiB/s over 100 partitions: memory at most", "≤ 128 MiB", [least(r.case("w9", "cost.peak_mib"), 128, "{:.1f} MiB")]),
        ("100,000 partitions: created; memory; idle; ready after kill -9; metadata of all",
         "≤ 10 s; ≤ 512 MiB; ≤ 1 %; ≤ 3 s; ≤ 150 ms",
         [least(r.case("w8", "create_seconds"), 10, "{:.1f} s"), least(r.case("w8", "written.rss_mib"), 512, "{:.0f} MiB"),
          least(r.case("w8", "idle_percent"), 1, "{:.2f} %"), least(r.case("w8", "ready_after_kill_seconds"), 3, "{:.2f} s"),
          least(r.case("w8", "metadata_ms"), 150, "{:.0f} ms")]),
    ]


def verdict(parts):
    if any(p is None for p in parts):
        return UNKNOWN if all(p is None or p[1] for p in parts) else MISSED
    return MET if all(p[1] for p in parts) else MISSED


def rows(result):
    """A row of the table for each goal."""
    return [(what, goal, "; ".join("–" if p is None else p[0] if p[1] else f"**{p[0]}**" for p in parts), verdict(parts))
            for what, goal, parts in goals(Results(result))]
