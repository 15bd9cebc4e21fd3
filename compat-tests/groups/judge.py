"""Judges a churn by what its consumers told: who owned what and when, what was committed, what was read."""
import json
from collections import defaultdict


class Judge:
    """`files`: {member: (group, path)}; `pauses`: {member: [(from, to)]}; `ends`: {member: when it was killed}."""

    def __init__(self, files, pauses, ends):
        self.pauses, self.ends, self.faults, self.counts = pauses, ends, [], defaultdict(int)
        self.events = {}
        for member, (group, path) in files.items():
            with open(path, encoding="utf-8") as file:
                self.events[member] = (group, [json.loads(line) for line in file if line.endswith("\n")])
        for _, events in self.events.values():
            for event in events:
                self.counts[event["e"]] += 1
                if event["e"] in ("refused", "error"):
                    self.counts[f"{event['e']} {event['why']}"] += 1

    def fault(self, text):
        self.faults.append(text)

    def damaged(self):
        for member, (_, events) in self.events.items():
            for event in events:
                if event["e"] == "damaged":
                    self.fault(f"{member} read a damaged record: {event}")

    def spans(self, member, events):
        """(partition, from, to) while it surely owned the partition.

        A member that was paused, killed or expelled owned it until the last commit that was acknowledged: a broker takes
        none from others.
        """
        owned, proof = {}, {}
        for event in events:
            t = event["t"]
            if event["e"] == "commit" and event["p"] in owned:
                proof[event["p"]] = event["sent"]
            if event["e"] == "assigned":
                for p in event["p"]:
                    owned.setdefault(p, t)
                    proof[p] = t
            elif event["e"] in ("revoked", "lost"):
                for p in event["p"]:
                    if p in owned:
                        begin = owned.pop(p)
                        sure = event["e"] == "revoked" and not self.was_paused(member, begin, t)
                        yield p, begin, t if sure else proof[p]
            elif event["e"] == "closed":
                for p, begin in owned.items():
                    yield p, begin, proof[p]
                owned = {}
        for p, begin in owned.items():
            yield p, begin, proof[p]

    def was_paused(self, member, begin, end):
        return any(a < end and begin < b for a, b in self.pauses.get(member, ()))

    def owners(self):
        """Each partition has one owner at a time, and one in each generation of a classic group."""
        spans, dealt = defaultdict(list), defaultdict(set)
        for member, (group, events) in self.events.items():
            for p, begin, end in self.spans(member, events):
                if end > begin:
                    spans[group, p].append((begin, end, member))
            for event in events:
                if event["e"] == "assigned" and event["g"] >= 0 and "kip848" not in member:
                    for p in event["p"]:
                        dealt[group, event["g"], p].add(event["m"])
        for (group, p), found in spans.items():
            found.sort()
            for (_, end, a), (begin, _, b) in zip(found, found[1:]):
                self.counts["handovers"] += 1
                if begin < end and a != b:
                    self.fault(f"{group}: partition {p} belonged to {a} and {b} for {(end - begin) * 1000:.0f} ms")
        for (group, generation, p), members in dealt.items():
            if len(members) > 1 and not group.startswith("mixed"):
                self.fault(f"{group}: generation {generation} gave partition {p} to {members}")

    def commits(self, observed):
        """What was acknowledged is seen by all who ask afterwards. `observed`: [(asked, group, {partition: offset})]."""
        acknowledged = defaultdict(list)
        for group, events in self.events.values():
            for event in events:
                if event["e"] == "commit":
                    acknowledged[group, event["p"]].append((event["t"], event["o"]))
        for found in acknowledged.values():
            found.sort()
        last = {}
        for asked, group, offsets in observed:
            self.counts["questions"] += 1
            for (g, p), found in acknowledged.items():
                if g != group:
                    continue
                promised = max((o for t, o in found if t < asked), default=-1)
                seen = offsets.get(p, -1)
                if seen < promised:
                    self.fault(f"{group}: partition {p}: {promised} was acknowledged, {seen} is committed")
                if seen < last.get((group, p), -1):
                    self.fault(f"{group}: partition {p} went back from {last[group, p]} to {seen}")
                last[group, p] = seen

    def deliveries(self, groups, produced):
        """Every group has read every record. `produced`: {partition: how many}."""
        read = defaultdict(list)
        for group, events in self.events.values():
            for event in events:
                if event["e"] == "read":
                    read[group, event["p"]].append((event["first"], event["end"]))
        for group in groups:
            for p, count in produced.items():
                reached = 0
                for first, end in sorted(read[group, p]):
                    if first > reached:
                        self.fault(f"{group}: partition {p}: records {reached} to {first - 1} were read by nobody")
                    self.counts["records read again"] += max(0, min(reached, end) - first)
                    reached = max(reached, end)
                if reached < count:
                    self.fault(f"{group}: partition {p}: read up to {reached} of {count}")
