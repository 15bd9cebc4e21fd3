"""The page: goals, ceilings, the start, a table for each kind of workload, and two drawings."""
import os

from . import goals, plots
from .figures import believed, number
from .page import table
from .tables import TABLES, Row

LANES = {"P": "acknowledged from the page cache", "F": "acknowledged from the disk", "H": "as each broker does by itself"}
PASSES = {"short": "*Short* pass", "full": "Full pass", "check": "*Check* of the tools, no measurement"}
# The cases whose latencies are drawn, and what the drawing calls them.
DRAWN = {"w4-1": "1 KiB, one at a time", "w4-1-sync": "the same, synced", "rate": "10,000/s", "rate-sync": "10,000/s, synced", "pass": "end to end"}
MARKS = ("Marks: *client-bound*: the load used more than 90 % of its one CPU, so the rate is the load's; *stolen*, *others*: the hypervisor took more "
         "than 2 % of the machine, or other programs more than 5 %, and the round counts only where all are so; *unanswered*: requests that were due "
         "had no answer 5 s after the end, and count with their age.")


class Report:
    """`result` is what was measured; drawings go to the directory `plots_in`, which the page calls `plots_as`."""

    def __init__(self, result, plots_in, plots_as):
        self.result, self.plots_in, self.plots_as = result, plots_in, plots_as
        self.ceilings = result.get("ceilings", {})
        self.rows = [Row(case, name, rounds, self.ceilings) for case in result["cases"].values()
                     for name, rounds in case["brokers"].items() if rounds]

    def text(self):
        tables = {name: one.text(self.rows) for name, one in TABLES.items()}
        costs = tables.pop("costs")
        parts = [self.head(), self.goals(), self.machine(), self.start(), self.drawings(), *tables.values(), costs, self.notes()]
        return "\n\n".join(part for part in parts if part)

    def head(self):
        r, pace = self.result, self.result["pace"]
        rounds = f"{pace['rounds']} rounds" if pace["rounds"] else "3 rounds, or 1 where a table says so"
        return (f"{PASSES[pace['name']]} at commit `{r['commit']}`, {r['date']}: {pace['warm_up']:g} s warm-up, {pace['seconds']:g} s measured, {rounds}; "
                f"took {r['took_seconds'] / 60:.1f} minutes. Machine: {r['machine']}. Medians (smallest–largest). Brokers: {', '.join(r['brokers'])}. "
                "Lanes: " + "; ".join(f"**{lane}** {what}" for lane, what in LANES.items()) + ".")

    def goals(self):
        if "strom" not in self.result["brokers"]:
            return None
        return "### Goals\n\n" + table(["what", "goal", "measured", ""], goals.rows(self.result))

    def machine(self):
        """The ceilings."""
        if not self.ceilings:
            return None
        having = lambda figure: [(name, one) for name, one in self.ceilings.items() if figure in one]
        rates = [(name, number(c["megabytes_per_second"], "{:,.0f}"), number(c["cpu_seconds_per_gib"], "{:.3f}")) for name, c in having("megabytes_per_second")]
        echoes = [(name, number(c["per_second"], "{:,.0f}"), number(c["cpu_seconds_per_million"], "{:.2f}")) for name, c in having("per_second")]
        syncs = "; ".join(f"{name.removeprefix('fdatasync ')} p50 {c['p50_us']:,.0f}, p99 {c['p99_us']:,.0f} µs" for name, c in having("p50_us"))
        return ("### Ceilings of the machine, the best of two looks in the same run\n\n" + table(["", "MB/s", "CPU-s per GiB"], rates) + "\n\n"
                + table(["100 bytes, 256 connections, one core", "per second", "CPU-s per million"], echoes) + f"\n\nfdatasync {syncs}.")

    def start(self):
        start = self.result.get("start")
        if not start:
            return None
        rows = [(name, f"{v['median']:.2f}", f"{v['p99']:.2f}", f"{v['min']:.2f}") for name, v in start.items() if isinstance(v, dict)]
        return (f"### W15: start, {start['runs']} runs\n\n" + table(["", "median", "p99", "smallest"], rows)
                + f"\n\nThe binary has {self.result['binary_mib']:.1f} MiB, stripped {self.result['stripped_mib']:.1f} MiB.")

    # ------------------------------------------------------------ drawings
    def drawings(self):
        os.makedirs(self.plots_in, exist_ok=True)
        written = []
        for file, words, drawing in (("latency.svg", "Latency by percentile", plots.latencies("Latency by percentile", self.curves())),
                                     ("cpu.svg", "CPU per GiB produced", plots.bars("CPU of the machine, less the load's, per GiB produced", "s", self.bars()))):
            if drawing:
                with open(os.path.join(self.plots_in, file), "w", encoding="utf-8") as out:
                    out.write(drawing)
                written.append(f"![{words}]({self.plots_as}/{file})")
        return "\n\n".join(written)

    def curves(self):
        """Of each case that is drawn the round in the middle."""
        found = {}
        for row in self.rows:
            if row.case["key"] in DRAWN and row.has("latency_us"):
                kept = sorted(believed(row.rounds) or row.rounds, key=lambda one: one["latency_us"]["p99"])
                found[DRAWN[row.case["key"]] + ("" if row.name == "strom" else f", {row.name}")] = kept[(len(kept) - 1) // 2]["latency_us"]["curve"]
        return found

    def bars(self):
        return [(f"{row.case['title'].split(',')[0]}, {row.case['lane']}: {row.name}", row.median("per.machine_cpu_per_gib"),
                 f", {row.median('megabytes_per_second'):,.0f} MB/s") for row in self.rows if row.case["id"] in ("W2", "W14") and row.has("per")]

    def notes(self):
        out = [MARKS]
        for case in self.result["cases"].values():
            out += [f"**Failed**: {case['id']} {case['title']} ({case['lane']}): {problem}" for problem in case["failures"]]
        if self.result["left_out"]:
            out.append("Left out of this pass: " + "; ".join(self.result["left_out"]) + ".")
        return "\n\n".join(out)
