"""Judges the bank by what its tellers told and what the auditors read. The anomalies have the names that Jepsen gave them."""
import json
from collections import Counter, defaultdict


class Entry:
    """An entry of the ledger or the journal: "attempt:transfer:account:change"."""

    def __init__(self, value):
        self.attempt, number, account, change = value.decode().split(":")
        self.transfer, self.account, self.change = int(number), int(account), int(change)


class Judge:
    """`files`: {teller: path}; `transfers`: the numbers of those that were acknowledged, `sent` of those that may have been."""

    def __init__(self, files, transfers, sent):
        self.transfers, self.sent, self.faults, self.counts = transfers, sent, [], Counter()
        self.attempts, self.fate = {}, {}
        for path in files.values():
            with open(path, encoding="utf-8") as file:
                for line in file:
                    if line.endswith("\n"):
                        self.hear(json.loads(line))

    def hear(self, event):
        kind = event["e"]
        self.counts[kind] += 1
        if kind in ("failed", "died", "error", "again"):
            self.counts[f"{kind}: {event['why']}"] += 1
        if kind == "begin":
            self.attempts[event["a"]] = event["n"]
        elif kind in ("committed", "aborted", "ending"):
            self.fate[event["a"]] = kind

    def fault(self, anomaly, text):
        self.faults.append(f"{anomaly}: {text}")

    # What an auditor saw

    def view(self, name, entries):
        """All that a reader of committed records has seen of a topic, its partitions whole up to their last stable offsets."""
        for attempt in {e.attempt for e in entries}:
            if self.fate.get(attempt) == "aborted":
                self.fault("aborted-read (G1a)", f"{name} shows {attempt}, which was aborted")
            if attempt not in self.attempts:
                self.fault("phantom", f"{name} shows {attempt}, which nobody began")
        seen = Counter((e.transfer, e.account, e.change > 0) for e in entries)
        for (transfer, account, _), count in seen.items():
            if count > 1:
                self.fault("duplicate", f"{name} shows transfer {transfer} on account {account} {count} times")
        total = sum(e.change for e in entries)
        if total:
            self.fault("torn transaction", f"the sum of {name} is {total}; {self.torn(entries)}")

    def torn(self, entries):
        """The attempts that are not whole."""
        halves = defaultdict(Counter)
        for entry in entries:
            halves[entry.attempt][entry.transfer] += 1
        parts = [a for a, seen in halves.items()
                 if any(n != 2 for n in seen.values()) or set(seen) != set(self.attempts.get(a, seen))]
        return f"of {', '.join(sorted(parts)[:5]) or 'nobody'} there are parts only"

    def end(self, ledger, journal):
        """When everything rests: each transfer is booked once, and both topics tell the same."""
        self.view("the ledger", ledger)
        self.view("the journal", journal)
        for name, entries in (("ledger", ledger), ("journal", journal)):
            attempts = defaultdict(set)
            for entry in entries:
                attempts[entry.attempt].add(entry.transfer)
            for attempt, fate in self.fate.items():
                if fate == "committed" and attempts.get(attempt) != set(self.attempts[attempt]):
                    self.fault("lost-write", f"{attempt} is committed; the {name} shows of it {sorted(attempts.get(attempt, ()))}")
            for attempt, shown in attempts.items():
                if shown != set(self.attempts.get(attempt, shown)):
                    self.fault("torn transaction", f"the {name} shows a part of {attempt}")
            booked = Counter(e.transfer for e in entries if e.change < 0)
            for transfer in self.transfers - set(booked):
                self.fault("unseen", f"transfer {transfer} was acknowledged, and is not in the {name}")
            for transfer in set(booked) - self.sent:
                self.fault("phantom", f"transfer {transfer} in the {name} was never sent")
            self.counts[f"in the {name}"] = len(entries)
            self.distribution = Counter(booked.values())
        if Counter(map(key, ledger)) != Counter(map(key, journal)):
            self.fault("torn transaction", "ledger and journal differ")


def key(entry):
    return entry.attempt, entry.transfer, entry.account, entry.change
