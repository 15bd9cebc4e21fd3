"""Readers of committed records who look at the bank again and again, and at how its last stable offsets move."""
import threading, time

from confluent_kafka import Consumer, IsolationLevel, KafkaException, TopicPartition
from confluent_kafka.admin import OffsetSpec

from judge import Entry


class Reader:
    """Reads partitions as they grow, and remembers all of it: {(topic, partition): [(offset, value)]}."""

    def __init__(self, bootstrap, places, fault):
        self.fault, self.records = fault, {place: [] for place in places}
        self.consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "audit", "enable.auto.commit": False,
                                  "isolation.level": "read_committed", "log_level": 0, "enable.partition.eof": False})
        self.consumer.assign([TopicPartition(t, p, 0) for t, p in places])

    def read_to(self, ends, seconds=30):
        """Reads until each partition is at its end. Returns whether it came there."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            positions = {(p.topic, p.partition): p.offset
                         for p in self.consumer.position([TopicPartition(t, p) for t, p in ends])}
            if all(positions[place] >= end or end == 0 for place, end in ends.items()):
                return True
            for message in self.consumer.consume(500, 0.1):
                if not message.error():
                    self.note((message.topic(), message.partition()), message.offset(), message.value())
        return False

    def note(self, place, offset, value):
        known = self.records[place]
        if known and offset <= known[-1][0]:
            self.fault("nonmonotonic-poll", f"{place} gave {offset} after {known[-1][0]}")
        known.append((offset, value))

    def entries(self, topic, below=None):
        """The entries of a topic, only those below the offsets given."""
        return [Entry(value) for place, records in self.records.items() if place[0] == topic
                for offset, value in records if below is None or offset < below[place]]

    def close(self):
        self.consumer.close()


class Watch(threading.Thread):
    """Looks at the journal while the bank works: at every last stable offset it is whole. And that offset must move on."""

    def __init__(self, world, stuck_after):
        super().__init__(daemon=True)
        self.world, self.stuck_after = world, stuck_after
        self.over, self.views, self.longest, self.admin = threading.Event(), 0, 0.0, world.new_admin()

    def ends(self, committed=True):
        level = IsolationLevel.READ_COMMITTED if committed else IsolationLevel.READ_UNCOMMITTED
        asked = {TopicPartition(t, p): OffsetSpec.latest() for t, p in self.world.places}
        found = self.admin.list_offsets(asked, isolation_level=level, request_timeout=5)
        return {(p.topic, p.partition): f.result(6).offset for p, f in found.items()}

    def run(self):
        reader = Reader(self.world.broker.bootstrap, [("journal", 0)], self.world.fault)
        since = {}
        while not self.over.wait(0.5):
            try:
                stable, high = self.ends(), self.ends(committed=False)
            except KafkaException:
                since, self.admin = {}, self.world.new_admin()  # the broker restarts
                continue
            self.progress(since, stable, high)
            place = ("journal", 0)
            if reader.read_to({place: stable[place]}, 20):
                self.views += 1
                self.world.look("the journal", reader.entries("journal", {place: stable[place]}))
        reader.close()

    def progress(self, since, stable, high):
        """A last stable offset that rests below the end must move before the transaction's time is over."""
        for place, offset in stable.items():
            if offset >= high[place]:
                since.pop(place, None)
                continue
            known = since.get(place)
            if known is None or known[0] != offset:
                since[place] = (offset, time.monotonic())
                continue
            rested = time.monotonic() - known[1]
            self.longest = max(self.longest, rested)
            if rested > self.stuck_after:
                self.world.fault("hanging transaction", f"{place} has stayed at {offset} for {rested:.0f} s, its end is {high[place]}")
                since[place] = (offset, time.monotonic())
