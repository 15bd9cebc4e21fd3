"""The page: goals, ceilings, and a table for each kind of workload, each figure beside what it can be held against."""
import os

from . import goals, plots
from .figures import believed, dig, median, number, spread, variation
from .page import table

LANES = {"P": "acknowledged from the page cache", "F": "acknowledged from the disk", "H": "as each broker does by itself"}


class Report:
    """`result` is what was measured; drawings go to the directory `plots`, which the page calls `plots_as`."""

    def __init__(self, result, plots_in, plots_as):
        self.result, self.plots_in, self.plots_as = result, plots_in, plots_as
        self.cases = result["cases"]
        self.ceilings = result.get("ceilings", {})

    def text(self):
        parts = [self.head(), self.goals(), self.ceiling_tables(), self.start(), self.throughput(), self.requests(), self.paced(),
                 self.fetches(), self.drawings(), self.memory(), self.transactions(), self.partitions(), self.costs(), self.notes()]
        return "\n\n".join(part for part in parts if part)

    # ------------------------------------------------------------ the head
    def head(self):
        r = self.result
        kind = {"short": "*Short* pass", "full": "Full pass", "check": "*Check* of the tools, no measurement"}[r["pace"]["name"]]
        rounds = f"{r['pace']['rounds']} rounds" if r["pace"]["rounds"] else "3 rounds, or 1 where a table says so"
        return (f"{kind} at commit `{r['commit']}`, {r['date']}: {r['pace']['warm_up']:g} s warm-up, {r['pace']['seconds']:g} s measured, "
                f"{rounds}; took {r['took_seconds'] / 60:.1f} minutes. "
                f"Machine: {r['machine']}. Medians (smallest–largest). Brokers: {', '.join(r['brokers'])}. "
                "Lanes: " + "; ".join(f"**{lane}** {what}" for lane, what in LANES.items()) + ".")

    def goals(self):
        if "strom" not in self.result["brokers"]:
            return None
        return "### Goals\n\n" + table(["what", "goal", "measured", ""], goals.rows(self.result))

    def ceiling_tables(self):
        if not self.ceilings:
            return None
        rates = [(name, number(c["megabytes_per_second"], "{:,.0f}"), number(c["cpu_seconds_per_gib"], "{:.3f}"))
                 for name, c in self.ceilings.items() if "megabytes_per_second" in c]
        echoes = [(name, number(c["per_second"], "{:,.0f}"), number(c["cpu_seconds_per_million"], "{:.2f}"))
                  for name, c in self.ceilings.items() if "per_second" in c]
        syncs = "; ".join(f"after {name.removeprefix('fdatasync after ')} p50 {c['p50_us']:,.0f}, p99 {c['p99_us']:,.0f} µs"
                          for name, c in self.ceilings.items() if "p50_us" in c)
        return ("### Ceilings of the machine, the best of two looks in the same run\n\n" + table(["", "MB/s", "CPU-s per GiB"], rates) + "\n\n"
                + table(["100 bytes, 256 connections, one core", "per second", "CPU-s per million"], echoes) + f"\n\nfdatasync: {syncs}.")

    def start(self):
        start = self.result.get("start")
        if not start:
            return None
        rows = [(name, f"{v['median']:.2f}", f"{v['p99']:.2f}", f"{v['min']:.2f}") for name, v in start.items() if isinstance(v, dict)]
        return (f"### W15: start, {start['runs']} runs\n\n" + table(["", "median", "p99", "smallest"], rows)
                + f"\n\nThe binary has {self.result['binary_mib']:.1f} MiB, stripped {self.result['stripped_mib']:.1f} MiB.")

    # ------------------------------------------------------------ tables of cases
    def _rows(self, holds):
        """(case, broker, rounds) of the cases that this table is for."""
        for case in self.cases.values():
            for name, rounds in case["brokers"].items():
                if rounds and holds(rounds[0], case):
                    yield case, name, rounds

    def _title(self, case, rounds):
        marks = {}
        for one in rounds:
            for mark in one.get("marks", []):
                marks[mark] = marks.get(mark, 0) + 1
        told = [f"{mark} ×{count}" for mark, count in marks.items()]
        told += ["1 round"] if len(rounds) == 1 else []
        told += ["broker on CPU 0, load on CPU 1"] if case["pinned"] else []
        return f"{case['id']} {case['title']}" + (f" *({'; '.join(told)})*" if told else "")

    def _against(self, case, path, rounds):
        """× twin, where the twin took its turn."""
        twin = median(case["brokers"].get("twin", []), path)
        own = median(rounds, path)
        return "–" if not twin or own is None else f"{own / twin:.2f}"

    def throughput(self):
        writing = dig(self.ceilings, "write 256 KiB, fdatasync every 4 MiB.megabytes_per_second")
        caching = dig(self.ceilings, "write to the page cache, 16 KiB.megabytes_per_second")
        rows = []
        for case, name, rounds in self._rows(lambda one, case: "megabytes_per_second" in one and "delay_us" not in one and case["id"] in ("W2", "W5", "W14")):
            ceiling = caching if case["lane"] == "P" else writing
            rate = median(rounds, "megabytes_per_second")
            rows.append((self._title(case, rounds), name, case["lane"], spread(rounds, "megabytes_per_second", "{:,.0f}"),
                         number((median(rounds, "records") or 0) / median(rounds, "seconds"), "{:,.0f}"),
                         number(100 * rate / ceiling if ceiling else None, "{:.0f} %"), spread(rounds, "per.broker_cpu_per_gib"),
                         self._against(case, "per.broker_cpu_per_gib", rounds), spread(rounds, "per.machine_cpu_per_gib"),
                         self._against(case, "per.machine_cpu_per_gib", rounds), number(variation(rounds, "per.broker_cpu_per_gib"), "{:.0f} %"),
                         number(median(rounds, "latency_us.p99"), "{:,.0f}", "–"), number(self._load(rounds), "{:.2f}")))
        return rows and "### Produce, as fast as it goes\n\n" + table(
            ["workload", "broker", "lane", "MB/s", "records/s", "of the ceiling", "broker CPU-s per GiB", "× twin", "machine's, less the load's", "× twin", "CV",
             "p99 µs", "load, cores"], rows) + ("\n\nThe ceiling is that of plain writes: of 256 KiB with an fdatasync every 4 MiB, in lane P of 16 KiB to the page cache. Bytes are those "
                     "of the log: compressed ones where the batches are. *The machine's* is what was busy less the load's and other programs' CPU: it holds the "
                     "kernel's writing back. *CV* is the variation of the broker's CPU.")

    def _each_second(self, rounds, path):
        amount, seconds = median(rounds, path), median(rounds, "cost.seconds")
        return amount / seconds if amount is not None and seconds else None

    def _load(self, rounds):
        return self._each_second(rounds, "cost.load_cpu_seconds")

    def requests(self):
        rows = []
        for case, name, rounds in self._rows(lambda one, case: "latency_us" in one and "delay_us" not in one and case["id"] in ("W4", "W10") and "transactions" not in one):
            echo = dig(self.ceilings, "echo, 5 in flight.per_second" if "5 in flight" in case["title"] else "echo, one at a time.per_second")
            rate = median(rounds, "requests_per_second")
            many = case["pinned"] and echo and rate
            syncs, requests = median(rounds, "cost.syncs"), median(rounds, "requests")
            rows.append((self._title(case, rounds), name, case["lane"], spread(rounds, "requests_per_second", "{:,.0f}"),
                         f"{100 * rate / echo:.0f} %" if many else "–", spread(rounds, "latency_us.p50", "{:,.0f}"), spread(rounds, "latency_us.p99", "{:,.0f}"),
                         spread(rounds, "latency_us.p999", "{:,.0f}"), spread(rounds, "per.broker_cpu_per_million", "{:.1f}"),
                         number(requests / syncs if syncs and requests else None, "{:.0f}"), number(self._load(rounds), "{:.2f}")))
        return rows and "### Single records\n\n" + table(
            ["workload", "broker", "lane", "requests/s", "of a bare echo", "p50 µs", "p99 µs", "p99.9 µs", "broker CPU-s per million", "requests per sync",
             "load, cores"], rows)

    def paced(self):
        rows = []
        for case, name, rounds in self._rows(lambda one, case: "delay_us" in one):
            beside = median(rounds, "fetched_megabytes_per_second")
            rows.append((self._title(case, rounds), name, case["lane"], spread(rounds, "megabytes_per_second", "{:.1f}"), number(beside, "{:.1f}"),
                         spread(rounds, "latency_us.p50", "{:,.0f}"), spread(rounds, "latency_us.p99", "{:,.0f}"), spread(rounds, "latency_us.p999", "{:,.0f}"),
                         number(median(rounds, "delay_us.p99"), "{:,.0f}"), number(self._each_second(rounds, "cost.broker_cpu_seconds"), "{:.2f}"),
                         spread(rounds, "cost.peak_mib", "{:.1f}"), number(self._load(rounds), "{:.2f}")))
        return rows and "### At a fixed rate, whatever is answered\n\n" + table(
            ["workload", "broker", "lane", "MB/s in", "MB/s out", "p50 µs", "p99 µs", "p99.9 µs", "sent late, p99 µs", "broker, cores", "RSS at most, MiB", "load, cores"],
            rows) + "\n\nLatency counts from the moment at which a request was due; *sent late* is how much of it passed before its first byte was sent."

    def fetches(self):
        ceiling = dig(self.ceilings, "sendfile.megabytes_per_second"), dig(self.ceilings, "sendfile.cpu_seconds_per_gib")
        rows = []
        for case, name, rounds in self._rows(lambda one, case: "fetch" in one):
            rate, cpu = median(rounds, "fetch.megabytes_per_second"), median(rounds, "fetch.per.broker_cpu_per_gib")
            rows.append((self._title(case, rounds), name, spread(rounds, "fetch.megabytes_per_second", "{:,.0f}"),
                         number(100 * rate / ceiling[0] if ceiling[0] else None, "{:.0f} %"), spread(rounds, "fetch.per.broker_cpu_per_gib"),
                         number(cpu / ceiling[1] if ceiling[1] else None, "{:.2f}"), spread(rounds, "fetch.per.machine_cpu_per_gib"),
                         number(median(rounds, "fetch.seconds"), "{:.2f}")))
        return rows and "### Fetch from the page cache\n\n" + table(
            ["written by", "broker", "MB/s", "of sendfile", "broker CPU-s per GiB", "× sendfile", "machine's, less the load's", "seconds"], rows)

    # ------------------------------------------------------------ the rest
    def drawings(self):
        os.makedirs(self.plots_in, exist_ok=True)
        curves, cpu = {}, []
        for case, name, rounds in self._rows(lambda one, case: "latency_us" in one and case["key"] in ("w4-1", "w4-1-sync", "rate", "rate-sync", "pass")):
            middle = sorted(believed(rounds) or rounds, key=lambda r: r["latency_us"]["p99"])[(len(believed(rounds) or rounds) - 1) // 2]
            short = {"w4-1": "1 KiB, one at a time", "w4-1-sync": "the same, synced", "rate": "10,000/s", "rate-sync": "10,000/s, synced", "pass": "end to end"}
            curves[short[case["key"]] + ("" if name == "strom" else f", {name}")] = middle["latency_us"]["curve"]
        for case, name, rounds in self._rows(lambda one, case: case["id"] in ("W2", "W14") and "per" in one):
            rate = median(rounds, "megabytes_per_second")
            cpu.append((f"{case['title'].split(',')[0]}, {case['lane']}: {name}", median(rounds, "per.machine_cpu_per_gib"), f", {rate:,.0f} MB/s"))
        written = []
        for file, drawing, words in (("latency.svg", plots.latencies("Latency by percentile", curves), "Latency by percentile"),
                                     ("cpu.svg", plots.bars("CPU of the machine, less the load's, per GiB produced", "s", cpu), "CPU per GiB produced")):
            if drawing:
                with open(os.path.join(self.plots_in, file), "w", encoding="utf-8") as out:
                    out.write(drawing)
                written.append(f"![{words}]({self.plots_as}/{file})")
        return "\n\n".join(written)

    def memory(self):
        rows = [(self._title(case, rounds), name, spread(rounds, "before.rss_mib", "{:.1f}"), spread(rounds, "with.rss_mib", "{:.1f}"),
                 spread(rounds, "more_mib", "{:.1f}"), spread(rounds, "more_pss_mib", "{:.1f}"), spread(rounds, "idle_percent"))
                for case, name, rounds in self._rows(lambda one, case: "more_mib" in one)]
        return rows and "### Idle\n\n" + table(["workload", "broker", "RSS before, MiB", "with them", "more", "more PSS", "CPU, % of a core"], rows)

    def transactions(self):
        rows = [(self._title(case, rounds), name, spread(rounds, "per_second", "{:,.0f}"), spread(rounds, "latency_us.p50", "{:,.0f}"),
                 spread(rounds, "latency_us.p99", "{:,.0f}"), spread(rounds, "per.broker_cpu_us_per_transaction", "{:.0f}"),
                 number(median(rounds, "fetched_megabytes_per_second"), "{:.1f}"))
                for case, name, rounds in self._rows(lambda one, case: "transactions" in one)]
        return rows and "### Transactions\n\n" + table(
            ["workload", "broker", "transactions/s", "p50 µs", "p99 µs", "broker CPU, µs each", "MB/s read"], rows)

    def partitions(self):
        form = [("create_seconds", "created, s", "{:.2f}"), ("created.rss_mib", "RSS then, MiB", "{:.0f}"), ("written.rss_mib", "RSS written", "{:.0f}"),
                ("written.pss_mib", "PSS written", "{:.0f}"), ("written.peak_mib", "RSS at most", "{:.0f}"), ("idle_percent", "idle, % of a core", "{:.2f}"),
                ("metadata_ms", "metadata of all, ms", "{:.0f}"), ("ready_after_kill_seconds", "ready after kill -9, s", "{:.2f}"),
                ("ready_after_stop_seconds", "after a stop, s", "{:.2f}"), ("after_kill.rss_mib", "RSS after kill -9", "{:.0f}")]
        rows = [(self._title(case, rounds), name, *(number(median(rounds, path), shape) for path, _, shape in form))
                for case, name, rounds in self._rows(lambda one, case: "create_seconds" in one)]
        return rows and "### Many partitions\n\n" + table(["workload", "broker", *(head for _, head, _ in form)], rows)

    def costs(self):
        """What else the broker did, for each second that was measured."""
        each = lambda rounds, path, form: number(self._each_second(rounds, path), form)
        rows = []
        for case, name, rounds in self._rows(lambda one, case: "cost" in one):
            produced, written = median(rounds, "bytes"), median(rounds, "cost.block_bytes")
            rows.append((f"{case['id']} {case['title']}", name, case["lane"], each(rounds, "cost.broker_cpu_seconds", "{:.2f}"),
                         each(rounds, "cost.voluntary_switches", "{:,.0f}"), each(rounds, "cost.involuntary_switches", "{:,.0f}"),
                         each(rounds, "cost.minor_faults", "{:,.0f}"), number(median(rounds, "cost.major_faults"), "{:.0f}"),
                         number(written / produced if produced and written is not None else None, "{:.2f}"),
                         number(median(rounds, "cost.rss_mib"), "{:.1f}"), number(median(rounds, "cost.pss_mib"), "{:.1f}"), number(median(rounds, "cost.peak_mib"), "{:.1f}")))
        return rows and "### What it took\n\n" + table(
            ["workload", "broker", "lane", "broker, cores", "waits/s", "preempted/s", "minor faults/s", "major faults", "block bytes per byte",
             "RSS, MiB", "PSS", "at most"], rows)

    def notes(self):
        out = ["Marks: *client-bound*: the load used more than 90 % of its one CPU, so the rate is the load's; *stolen*, *others*: the hypervisor took more "
               "than 2 % of the machine, or other programs more than 5 %, and the round counts only where all are so; *unanswered*: requests that were due "
               "had no answer 5 s after the end, and count with their age."]
        for case in self.cases.values():
            out += [f"**Failed**: {case['id']} {case['title']} ({case['lane']}): {problem}" for problem in case["failures"]]
        if self.result["left_out"]:
            out.append("Left out of this pass: " + "; ".join(self.result["left_out"]) + ".")
        return "\n\n".join(out)
