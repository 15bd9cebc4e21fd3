"""I: idempotent producers. The environment variables are described in lib/cluster.py; besides:

PRODUCER_ID_EXPIRATION_MS  producer.id.expiration.ms of the broker, when it was started with a short one (3000, say) and with
                           producer.id.expiration.check.interval.ms=500
"""
import os, time, uuid

from lib import wire
from lib.broker import connect, eventually, expect
from lib.case import case
from lib.cluster import create_assigned, need, node_of, producer_id, shell

LAST = 2147483647  # the largest sequence number; after it comes 0
OUT_OF_ORDER, OLD_EPOCH = 45, 47


class Producer:
    """A producer id on one partition. `send` produces `count` records from a sequence number on."""

    def __init__(self, c, topic, partition=0, id=None):
        self.c, self.topic, self.partition = c, topic, partition
        self.id = producer_id(c) if id is None else id

    def batch(self, sequence, count=1, epoch=0, **options):
        values = [b"%d" % (sequence + i) for i in range(count)]
        return wire.batch(values, producer_id=self.id, epoch=epoch, sequence=sequence, **options)

    def send(self, sequence, count=1, epoch=0, **options):
        return self.c.produce(self.topic, self.batch(sequence, count, epoch), self.partition, **options)

    def accepted(self, sequence, count=1, epoch=0, **options):
        """The base offset that the batch was given."""
        answer = self.send(sequence, count, epoch, **options)
        expect(answer["ErrorCode"], 0, f"sequence {sequence}, epoch {epoch}")
        return answer["BaseOffset"]

    def refused(self, code, sequence, count=1, epoch=0, **options):
        before = end(self.c, self.topic, self.partition)
        answer = self.send(sequence, count, epoch, **options)
        expect(answer["ErrorCode"], code, f"sequence {sequence}, epoch {epoch}")
        assert end(self.c, self.topic, self.partition) == before, "something was stored"
        assert answer["BaseOffset"] == -1, answer


def end(c, topic, partition=0):
    return c.list_offset(topic, -1, partition)["Offset"]


@case("I-1", "each batch must begin one after the last sequence number; a gap → 45")
def in_order():
    with connect() as c:
        p = Producer(c, c.create_topic())
        assert [p.accepted(0, 3), p.accepted(3), p.accepted(4, 2)] == [0, 3, 4]
        p.refused(OUT_OF_ORDER, 7)
        p.refused(OUT_OF_ORDER, 100, 5)
        assert p.accepted(6) == 6, "the right one is still welcome"


@case("I-1", "sequence numbers are counted for each partition and each producer apart")
def counted_apart():
    with connect() as c:
        topic = c.create_topic(partitions=2)
        one, two = Producer(c, topic), Producer(c, topic)
        elsewhere = Producer(c, topic, 1, one.id)
        assert [one.accepted(0), two.accepted(0), one.accepted(1), two.accepted(1)] == [0, 1, 2, 3]
        assert [elsewhere.accepted(0), elsewhere.accepted(1)] == [0, 1]


@case("I-1", "after sequence 2147483647 comes 0, also within a batch")
def wrap():
    with connect() as c:
        p = Producer(c, c.create_topic())
        assert [p.accepted(LAST - 1, 2), p.accepted(0, 2)] == [0, 2]
        p.refused(OUT_OF_ORDER, 3)
        p = Producer(c, c.create_topic())
        assert [p.accepted(LAST, 3), p.accepted(2)] == [0, 3], "a batch of LAST, 0, 1 is followed by 2"
        p.refused(OUT_OF_ORDER, 5)
        assert p.accepted(LAST, 3) == 0, "known again"


@case("I-2", "a batch sent again gets success with its first offset and is not stored again")
def duplicate():
    with connect() as c:
        p = Producer(c, c.create_topic())
        p.accepted(0, 2)
        for version in range(3, min(12, c.versions()["Produce"][1]) + 1):
            assert p.accepted(0, 2, version=version) == 0
        assert p.accepted(2) == 2 and p.accepted(0, 2) == 0
        assert end(c, p.topic) == 3


@case("I-2", "the last five batches are remembered, each with its own offset")
def five():
    with connect() as c:
        p = Producer(c, c.create_topic())
        first = {n: p.accepted(n * 2, 2) for n in range(7)}
        for n in (6, 2, 4, 3, 5):
            assert p.accepted(n * 2, 2) == first[n], f"batch {n}"
        assert end(c, p.topic) == 14


@case("I-2", "the five belong to one partition and one producer; others do not push them out")
def five_each():
    with connect() as c:
        topic = c.create_topic(partitions=2)
        one, other = Producer(c, topic), Producer(c, topic)
        elsewhere = Producer(c, topic, 1, one.id)
        for n in range(5):
            one.accepted(n)
        for n in range(20):
            other.accepted(n), elsewhere.accepted(n)
        assert [one.accepted(n) for n in range(5)] == [0, 1, 2, 3, 4]


@case("I-2", "only the same first and last sequence make a duplicate; an overlap → 45")
def overlap():
    with connect() as c:
        p = Producer(c, c.create_topic())
        p.accepted(0, 4)
        for sequence, count in ((0, 3), (1, 3), (2, 2), (3, 2), (0, 5)):
            p.refused(OUT_OF_ORDER, sequence, count)
        assert p.accepted(4) == 4


@case("I-2", "a duplicate in one partition does not hold up the others of the request")
def duplicate_beside_new():
    with connect() as c:
        topic = c.create_topic(partitions=2)
        p = Producer(c, topic)
        q = Producer(c, topic, 1, p.id)
        p.accepted(0)
        answer = c.call("Produce", 7, {"Acks": -1, "TimeoutMs": 5000, "TopicData": [{"Name": topic, "PartitionData": [
            {"Index": 0, "Records": p.batch(0)}, {"Index": 1, "Records": q.batch(0)}]}]})
        parts = {r["Index"]: (r["ErrorCode"], r["BaseOffset"]) for r in answer["Responses"][0]["PartitionResponses"]}
        assert parts == {0: (0, 0), 1: (0, 0)}, parts
        assert (end(c, topic, 0), end(c, topic, 1)) == (1, 1)


@case("I-3", "a duplicate older than the last five → 45")
def too_old():
    with connect() as c:
        p = Producer(c, c.create_topic())
        for n in range(7):
            p.accepted(n)
        p.refused(OUT_OF_ORDER, 0)
        p.refused(OUT_OF_ORDER, 1)
        assert p.accepted(2) == 2 and p.accepted(7) == 7


@case("I-4", "a producer id that a partition does not know may begin with any sequence number, and is held to it")
def unknown_producer():
    with connect() as c:
        p = Producer(c, c.create_topic())
        assert p.accepted(42) == 0
        p.refused(OUT_OF_ORDER, 44)
        p.refused(OUT_OF_ORDER, 0)
        assert p.accepted(43) == 1


@case("I-5", "a higher epoch must begin at 0, else → 45; the old epoch's numbers are forgotten")
def new_epoch():
    with connect() as c:
        p = Producer(c, c.create_topic())
        p.accepted(0, 3)
        p.refused(OUT_OF_ORDER, 3, epoch=1)
        p.refused(OUT_OF_ORDER, 1, epoch=1)
        assert p.accepted(3) == 3, "a refused batch does not raise the epoch"
        assert p.accepted(0, 2, epoch=1) == 4
        assert p.accepted(0, 2, epoch=1) == 4, "duplicate in the new epoch"
        assert p.accepted(2, epoch=1) == 6
        assert p.accepted(0, epoch=7) == 7, "epochs may be left out"


@case("I-6", "an epoch lower than one seen → 47, in any version and also for a duplicate")
def old_epoch():
    with connect() as c:
        p = Producer(c, c.create_topic())
        p.accepted(0, epoch=4)
        p.accepted(0, epoch=5)
        for version in range(3, min(12, c.versions()["Produce"][1]) + 1):
            p.refused(OLD_EPOCH, 1, epoch=4, version=version)
        p.refused(OLD_EPOCH, 0, epoch=4)
        p.refused(OLD_EPOCH, 0, epoch=0)
        assert p.accepted(1, epoch=5) == 2


@case("I-7", "59 is gone: after all records were deleted the producer goes on, and its duplicates are still known")
def after_deletion():
    with connect() as c:
        p = Producer(c, c.create_topic())
        p.accepted(0), p.accepted(1)
        answer = c.call("DeleteRecords", 1, {"TimeoutMs": 5000, "Topics": [{
            "Name": p.topic, "Partitions": [{"PartitionIndex": 0, "Offset": 2}]}]})
        expect(answer["Topics"][0]["Partitions"][0]["ErrorCode"], 0)
        assert p.accepted(1) == 1, "duplicate"
        p.refused(OUT_OF_ORDER, 5)
        assert p.accepted(2) == 2


@case("I-8", "a restart keeps epoch, sequence and the last batch as a duplicate; older ones perhaps, but none is stored twice", limit=120)
def restart():
    need("RESTART")
    with connect() as c:
        topic = c.create_topic()
        p = Producer(c, topic)
        for n in range(7):
            p.accepted(n, epoch=1)
    shell("RESTART")
    with connect() as c:
        eventually(lambda: c.await_leaders(topic), seconds=30)
        again = Producer(c, topic, id=p.id)
        assert eventually(lambda: again.accepted(6, epoch=1), seconds=30) == 6
        for n in (2, 3, 4, 5):  # Kafka's snapshot of producers holds only the last batch of each
            answer = again.send(n, epoch=1)
            assert (answer["ErrorCode"], answer["BaseOffset"]) in ((0, n), (OUT_OF_ORDER, -1)), answer
        again.refused(OUT_OF_ORDER, 9, epoch=1)
        again.refused(OLD_EPOCH, 7, epoch=0)
        assert again.accepted(7, epoch=1) == 7


@case("I-8", "after a change of leader the new one knows sequences and duplicates", limit=90)
def leader_change():
    address = need("SECOND_BOOTSTRAP")
    with connect() as c, connect(to=address) as d:
        first, second = c.node(), node_of(address)
        topic = create_assigned(c, f"t-{uuid.uuid4().hex[:12]}", [first, second])
        p = Producer(c, topic)
        for n in range(4):
            p.accepted(n)
        answer = c.call("AlterPartitionReassignments", 0, {"TimeoutMs": 10000, "Topics": [{
            "Name": topic, "Partitions": [{"PartitionIndex": 0, "Replicas": [second]}]}]})
        expect(answer["ErrorCode"], 0, "AlterPartitionReassignments")
        moved = Producer(d, topic, id=p.id)
        assert eventually(lambda: moved.accepted(3), seconds=60) == 3, "duplicate on the new leader"
        assert moved.accepted(0) == 0
        moved.refused(OUT_OF_ORDER, 5)
        assert moved.accepted(4) == 4


@case("I-8", "a producer that has not written for producer.id.expiration.ms is forgotten", limit=90)
def expiration():
    wait = int(need("PRODUCER_ID_EXPIRATION_MS")) / 1000
    with connect(to=os.environ.get("EXPIRING_BOOTSTRAP")) as c:
        p = Producer(c, c.create_topic())
        p.accepted(0), p.accepted(1)
        begun = time.time()
        p.refused(OUT_OF_ORDER, 50)

        def forgotten():
            assert p.accepted(50) == 2
        eventually(forgotten, seconds=wait + 30, pause=0.3)
        assert time.time() - begun > wait * 0.8, "forgotten too early"


@case("I-9", "InitProducerId without a transactional id gives a new id with epoch 0 each time")
def new_ids():
    with connect() as c, connect() as d:
        versions = range(0, min(5, c.versions()["InitProducerId"][1]) + 1)
        seen = [producer_id(one, version) for version in versions for one in (c, d)]
        assert len(set(seen)) == len(seen), seen


@case("I-9", "ids are unique over brokers and restarts", limit=120)
def unique_ids():
    need("RESTART")
    seen = []
    for _ in range(2):
        with connect() as c:
            seen += [producer_id(c) for _ in range(3)]
        if "SECOND_BOOTSTRAP" in os.environ:
            with connect(to=os.environ["SECOND_BOOTSTRAP"]) as d:
                seen += [producer_id(d) for _ in range(3)]
        if len(seen) <= 6:
            shell("RESTART")
    assert len(set(seen)) == len(seen), seen


@case("I-9", "producer id and epoch (v3 and later) must be given both or not at all → 42")
def half_given():
    with connect() as c:
        for version in range(3, min(5, c.versions()["InitProducerId"][1]) + 1):
            for fields in ({"ProducerId": 7}, {"ProducerEpoch": 7}):
                answer = c.call("InitProducerId", version, {"TransactionalId": None, "TransactionTimeoutMs": 60000, **fields})
                expect(answer["ErrorCode"], 42, f"v{version} {fields}")


@case("I-9", "an empty transactional id → 42")
def empty_id():
    with connect() as c:
        for version in range(0, min(5, c.versions()["InitProducerId"][1]) + 1):
            answer = c.call("InitProducerId", version, {"TransactionalId": "", "TransactionTimeoutMs": 60000})
            expect(answer["ErrorCode"], 42, f"v{version}")


@case("I-10", "five requests in flight: what follows a failed one gets 45, and the resend in order is stored in order")
def in_flight():
    with connect() as c:
        p = Producer(c, c.create_topic())

        def send_all(batches):
            sent = [c.send("Produce", 7, {"Acks": -1, "TimeoutMs": 5000, "TopicData": [{"Name": p.topic, "PartitionData": [
                {"Index": 0, "Records": batch}]}]}) for batch in batches]
            answers = [c.receive() for _ in sent]
            assert [number for number, _ in answers] == sent
            return [a["Responses"][0]["PartitionResponses"][0]["ErrorCode"] for _, a in answers]
        corrupt = p.batch(1, crc=0)
        assert send_all([p.batch(0), corrupt, p.batch(2), p.batch(3), p.batch(4)]) == [0, 2, 45, 45, 45]
        assert send_all([p.batch(n) for n in (1, 2, 3, 4)]) == [0] * 4
        stored = [r.value for b in c.fetch(p.topic)["batches"] for r in b.records]
        assert stored == [b"0", b"1", b"2", b"3", b"4"], stored


@case("I-11", "compaction keeps the last batch of a producer, even empty, so that its sequence is known", limit=120)
def compaction():
    with connect() as c:
        topic = c.create_topic(configs={"cleanup.policy": "compact", "segment.ms": 100, "min.cleanable.dirty.ratio": 0.0,
                                        "max.compaction.lag.ms": 100, "segment.bytes": 1048576})
        p, other = Producer(c, topic), Producer(c, topic)

        def write(producer, sequence):
            return c.produce(topic, wire.batch([b"x"], keys=[b"same key"], producer_id=producer.id, epoch=0, sequence=sequence))
        for n in range(3):
            expect(write(p, n)["ErrorCode"], 0)

        def cleaned():
            time.sleep(0.3)
            cleaned.next += 1
            expect(write(other, cleaned.next)["ErrorCode"], 0)  # each write rolls the segment and makes the others cleanable
            found = c.fetch(topic, max_wait_ms=0)["batches"]
            mine = [b for b in found if b.producer_id == p.id]
            assert [len(b.records) for b in mine] == [0], [(b.base_offset, b.count) for b in found]
            return mine[0]
        cleaned.next = -1
        kept = eventually(cleaned, seconds=90)
        assert (kept.sequence, kept.epoch, kept.last_offset, kept.count) == (2, 0, 2, 0), vars(kept)
        assert write(p, 2)["BaseOffset"] == 2, "duplicate of the emptied batch"
        expect(write(p, 9)["ErrorCode"], OUT_OF_ORDER)
        expect(write(p, 3)["ErrorCode"], 0)


# Not here: that with transaction.version 2 a transactional producer must begin at 0 on a partition (I-4), see transactions.py.
# I-7 as such, that error 59 is never sent, is a claim about all other cases.
