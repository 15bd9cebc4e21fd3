"""The tables of the page as data: which cases each is for, and its columns."""
import dataclasses

from . import page
from .figures import dig, least, median, number, spread, variation
from .goals import WRITES

CACHE = "write to the page cache, 16 KiB"


@dataclasses.dataclass(frozen=True)
class Row:
    """What one broker did in one case, and the ceilings of the machine."""
    case: dict
    name: str
    rounds: list
    ceilings: dict

    def median(self, path):
        return median(self.rounds, path)

    def ceiling(self, name, figure):
        return dig(self.ceilings.get(name, {}), figure)

    def has(self, path):
        return dig(self.rounds[0], path) is not None

    @property
    def title(self):
        marks = [mark for one in self.rounds for mark in one.get("marks", [])]
        told = [f"{mark} ×{marks.count(mark)}" for mark in sorted(set(marks))]
        told += ["1 round"] if len(self.rounds) == 1 else []
        told += ["broker on CPU 0, load on CPU 1"] if self.case["pinned"] else []
        return f"{self.case['id']} {self.case['title']}" + (f" *({'; '.join(told)})*" if told else "")

    def each_second(self, path):
        return ratio(self.median(path), self.median("cost.seconds"))

    def against_twin(self, path):
        return ratio(least(self.rounds, path), least(self.case["brokers"].get("twin", []), path))


def ratio(a, b):
    return None if a is None or not b else a / b


def percent(a, b):
    return number(None if ratio(a, b) is None else 100 * ratio(a, b), "{:.0f} %")


# ---------------------------------------------------------------- columns
def of(path, form="{:,.0f}"):
    return lambda row: spread(row.rounds, path, form)


def plain(path, form):
    return lambda row: number(row.median(path), form)


def each_second(path, form="{:,.0f}"):
    return lambda row: number(row.each_second(path), form)


def per_twin(path):
    return lambda row: number(row.against_twin(path), "{:.2f}")


def of_writing(row):
    return percent(row.median("megabytes_per_second"), row.ceiling(CACHE if row.case["lane"] == "P" else WRITES, "megabytes_per_second"))


def of_echo(row):
    """Only a broker that has one core, and is asked by as many connections, can be held against the echo."""
    name = "echo, 5 in flight" if "5 in flight" in row.case["title"] else "echo, one at a time"
    return percent(row.median("requests_per_second"), row.ceiling(name, "per_second")) if row.case["pinned"] else "–"


def against_disk(row):
    """p50 and p99 against the disk's own, where records are acknowledged from it."""
    own = [ratio(row.median(f"latency_us.{p}"), row.ceiling("fdatasync after 4 KiB", f"{p}_us")) for p in ("p50", "p99")]
    return ", ".join(number(value, "{:.1f}") for value in own) if row.case["lane"] == "F" else "–"


NAMED = [("workload", lambda row: row.title), ("broker", lambda row: row.name), ("lane", lambda row: row.case["lane"])]
PERCENTILES = [("p50 µs", of("latency_us.p50")), ("p99 µs", of("latency_us.p99")), ("p99.9 µs", of("latency_us.p999")),
               ("p50, p99 × fdatasync", against_disk)]
LOAD = ("load, cores", each_second("cost.load_cpu_seconds", "{:.2f}"))


# ---------------------------------------------------------------- tables
@dataclasses.dataclass(frozen=True)
class Table:
    head: str
    holds: object
    columns: list
    below: str = ""

    def text(self, rows):
        kept = [row for row in rows if self.holds(row)]
        if not kept:
            return None
        lines = page.table([name for name, _ in self.columns], [[value(row) for _, value in self.columns] for row in kept])
        return f"### {self.head}\n\n{lines}" + (f"\n\n{self.below}" if self.below else "")


def is_paced(row):
    return row.has("delay_us")


TABLES = {
    "produce": Table("Produce, as fast as it goes", lambda row: row.case["id"] in ("W2", "W5", "W14") and not is_paced(row), [
        *NAMED, ("MB/s", of("megabytes_per_second")), ("records/s", lambda row: number(ratio(row.median("records"), row.median("seconds")), "{:,.0f}")),
        ("of the ceiling", of_writing),
        ("broker CPU-s per GiB", of("per.broker_cpu_per_gib", "{:.2f}")), ("× twin", per_twin("per.broker_cpu_per_gib")),
        ("machine's, less the load's", of("per.machine_cpu_per_gib", "{:.2f}")), ("× twin", per_twin("per.machine_cpu_per_gib")),
        ("CV", lambda row: number(variation(row.rounds, "per.broker_cpu_per_gib"), "{:.0f} %")), ("p99 µs", of("latency_us.p99")), LOAD],
        "The ceiling is that of plain writes: of 256 KiB with an fdatasync every 4 MiB, in lane P of 16 KiB to the page cache. Bytes are those of the log: "
        "compressed ones where the batches are. *The machine's* is what was busy less the load's and other programs' CPU: it holds the kernel's writing "
        "back. *CV* is the variation of the broker's CPU: a page that the machine had not given before costs many times what one does that was just let go, "
        "so *× twin* compares the cheapest round of each."),
    "fetch": Table("Fetch from the page cache", lambda row: row.has("fetch"), [
        ("written by", lambda row: row.title), *NAMED[1:2], ("MB/s", of("fetch.megabytes_per_second")),
        ("of sendfile", lambda row: percent(row.median("fetch.megabytes_per_second"), row.ceiling("sendfile", "megabytes_per_second"))),
        ("broker CPU-s per GiB", of("fetch.per.broker_cpu_per_gib", "{:.3f}")),
        ("× sendfile", lambda row: number(ratio(row.median("fetch.per.broker_cpu_per_gib"), row.ceiling("sendfile", "cpu_seconds_per_gib")), "{:.2f}")),
        ("× twin", per_twin("fetch.per.broker_cpu_per_gib")), ("machine's, less the load's", of("fetch.per.machine_cpu_per_gib", "{:.3f}")),
        ("seconds", plain("fetch.seconds", "{:.2f}"))]),
    "single": Table("Single records", lambda row: row.case["id"] in ("W4", "W10") and row.has("latency_us") and not is_paced(row), [
        *NAMED, ("requests/s", of("requests_per_second")), ("of a bare echo", of_echo), *PERCENTILES,
        ("broker CPU-s per million", of("per.broker_cpu_per_million", "{:.1f}")),
        ("requests per sync", lambda row: number(ratio(row.median("requests"), row.median("cost.syncs")), "{:.0f}")), LOAD]),
    "paced": Table("At a fixed rate, whatever is answered", is_paced, [
        *NAMED, ("MB/s in", of("megabytes_per_second", "{:.1f}")), ("MB/s out", plain("fetched_megabytes_per_second", "{:.1f}")), *PERCENTILES,
        ("sent late, p99 µs", plain("delay_us.p99", "{:,.0f}")), ("broker, cores", each_second("cost.broker_cpu_seconds", "{:.2f}")),
        ("RSS at most, MiB", of("cost.peak_mib", "{:.1f}")), LOAD],
        "Latency counts from the moment at which a request was due; *sent late* is how much of it passed before its first byte was sent."),
    "idle": Table("Idle", lambda row: row.has("more_mib"), [
        *NAMED[:2], ("RSS before, MiB", of("before.rss_mib", "{:.1f}")), ("with them", of("with.rss_mib", "{:.1f}")), ("more", of("more_mib", "{:.1f}")),
        ("more PSS", of("more_pss_mib", "{:.1f}")), ("CPU, % of a core", of("idle_percent", "{:.2f}"))]),
    "transactions": Table("Transactions", lambda row: row.has("transactions"), [
        *NAMED[:2], ("transactions/s", of("per_second")), *PERCENTILES[:2], PERCENTILES[3],
        ("broker CPU, µs each", of("per.broker_cpu_us_per_transaction")), ("MB/s read", plain("fetched_megabytes_per_second", "{:.1f}"))]),
    "partitions": Table("Many partitions", lambda row: row.has("create_seconds"), [
        *NAMED[:2], ("created, s", plain("create_seconds", "{:.2f}")), ("RSS then, MiB", plain("created.rss_mib", "{:.0f}")),
        ("RSS written", plain("written.rss_mib", "{:.0f}")), ("PSS written", plain("written.pss_mib", "{:.0f}")),
        ("RSS at most", plain("written.peak_mib", "{:.0f}")), ("idle, % of a core", plain("idle_percent", "{:.2f}")),
        ("metadata of all, ms", plain("metadata_ms", "{:.0f}")), ("ready after kill -9, s", plain("ready_after_kill_seconds", "{:.2f}")),
        ("after a stop, s", plain("ready_after_stop_seconds", "{:.2f}")), ("RSS after kill -9", plain("after_kill.rss_mib", "{:.0f}"))]),
    "costs": Table("What it took", lambda row: row.has("cost"), [
        ("workload", lambda row: f"{row.case['id']} {row.case['title']}"), *NAMED[1:], ("broker, cores", each_second("cost.broker_cpu_seconds", "{:.2f}")),
        ("waits/s", each_second("cost.voluntary_switches")), ("preempted/s", each_second("cost.involuntary_switches")),
        ("minor faults/s", each_second("cost.minor_faults")), ("major faults", plain("cost.major_faults", "{:.0f}")),
        ("block bytes per byte", lambda row: number(ratio(row.median("cost.block_bytes"), row.median("bytes")), "{:.2f}")),
        ("RSS, MiB", plain("cost.rss_mib", "{:.1f}")), ("PSS", plain("cost.pss_mib", "{:.1f}")), ("at most", plain("cost.peak_mib", "{:.1f}"))]),
}
