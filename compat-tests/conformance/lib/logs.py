"""Words for cases about logs: fetch requests over several partitions, deleting records, settings, transactions."""
import functools, time, uuid

from . import wire
from .broker import eventually, expect
from .case import skip

NOW = int(time.time() * 1000)
HOUR = 3600000


def ask(topic, offsets, *, wait_ms=0, min_bytes=1, max_bytes=52428800, partition_max_bytes=1048576, isolation=0, session=(0, -1),
        forget=(), rack="", **fields):
    """A Fetch request for the partitions {partition: offset} of a topic, in that order. A topic is a name, or an id (v13+)."""
    def named(rest):
        return {"TopicId": topic, **rest} if isinstance(topic, uuid.UUID) else {"Topic": topic, **rest}
    return {"ReplicaId": -1, "MaxWaitMs": wait_ms, "MinBytes": min_bytes, "MaxBytes": max_bytes, "IsolationLevel": isolation,
            "SessionId": session[0], "SessionEpoch": session[1], "RackId": rack,
            "Topics": [named({"Partitions": [{"Partition": p, "FetchOffset": o, "PartitionMaxBytes": partition_max_bytes, **fields}
                                             for p, o in offsets.items()]})] if offsets else [],
            "ForgottenTopicsData": [named({"Partitions": list(forget)})] if forget else []}


def parts(response):
    """The partitions of a Fetch response for one topic: {partition: answer with `batches`}, in the order of the reply."""
    assert response.get("ErrorCode", 0) == 0, f"Fetch: {wire.error(response['ErrorCode'])}"
    return {p["PartitionIndex"]: {**p, "batches": wire.batches(p["Records"])} for t in response["Responses"] for p in t["Partitions"]}


def values(batches):
    return [r.value for b in batches for r in b.records]


def fill(c, topic, count=3, partition=0, size=1000):
    """Produces `count` batches of one record with `size` bytes. Returns the length of a batch."""
    batch = wire.batch([bytes(size)])
    for _ in range(count):
        expect(c.produce(topic, batch, partition)["ErrorCode"], 0)
    return len(batch)


def topic_id(c, topic):
    return c.call("Metadata", 10, {"Topics": [{"Name": topic}], "AllowAutoTopicCreation": False})["Topics"][0]["TopicId"]


def delete_topic(c, topic):
    expect(c.call("DeleteTopics", 3, {"TopicNames": [topic], "TimeoutMs": 10000})["Responses"][0]["ErrorCode"], 0)


def delete_records(c, topic, offset, partition=0):
    """Moves the log start offset; the partition's answer."""
    return c.call("DeleteRecords", 1, {"TimeoutMs": 10000, "Topics": [{"Name": topic, "Partitions": [
        {"PartitionIndex": partition, "Offset": offset}]}]})["Topics"][0]["Partitions"][0]


def epoch_end(c, topic, epoch, partition=0, current=-1):
    """OffsetForLeaderEpoch of one partition."""
    return c.call("OffsetForLeaderEpoch", 3, {"ReplicaId": -1, "Topics": [{"Topic": topic, "Partitions": [
        {"Partition": partition, "CurrentLeaderEpoch": current, "LeaderEpoch": epoch}]}]})["Topics"][0]["Partitions"][0]


def alter_topic(c, topic, configs):
    """Sets topic configs on a live topic."""
    answer = c.call("IncrementalAlterConfigs", 0, {"Resources": [{"ResourceType": 2, "ResourceName": topic, "Configs": [
        {"Name": k, "ConfigOperation": 0, "Value": str(v)} for k, v in configs.items()]}]})
    expect(answer["Responses"][0]["ErrorCode"], 0, answer["Responses"][0]["ErrorMessage"])


def broker_setting(c, key):
    """The value of a broker config, or None where the broker does not tell."""
    brokers = c.call("Metadata", 5, {"Topics": []})["Brokers"]
    node = next((b["NodeId"] for b in brokers if b["Port"] == c.socket.getpeername()[1]), brokers[0]["NodeId"])
    answer = c.call("DescribeConfigs", 1, {"Resources": [{"ResourceType": 4, "ResourceName": str(node), "ConfigurationKeys": [key]}]})
    return next((e["Value"] for e in answer["Results"][0]["Configs"] if e["Name"] == key), None)


class Producer:
    """A producer with an id: idempotent, or transactional (by AddPartitionsToTxn and EndTxn) when given a name."""

    def __init__(self, c, name=None):
        self.c, self.name, self.next, self.added = c, name, {}, set()
        if name:
            eventually(lambda: expect(c.call("FindCoordinator", 1, {"Key": name, "KeyType": 1})["ErrorCode"], 0), 20)
        answer = eventually(self._identity, 20)
        self.id, self.epoch = answer["ProducerId"], answer["ProducerEpoch"]

    def _identity(self):
        answer = self.c.call("InitProducerId", 1, {"TransactionalId": self.name, "TransactionTimeoutMs": 600000})
        expect(answer["ErrorCode"], 0)
        return answer

    def batch(self, values, sequence, **options):
        return wire.batch(values, producer_id=self.id, epoch=self.epoch, sequence=sequence, transactional=bool(self.name), **options)

    def send(self, topic, values, partition=0, **options):
        """Appends one batch and returns its base offset. The first one to a partition adds it to the transaction."""
        if self.name and (topic, partition) not in self.added:
            eventually(lambda: self._add(topic, partition))
            self.added.add((topic, partition))
        sequence = self.next.get((topic, partition), 0)
        answer = self.c.produce(topic, self.batch(values, sequence, **options), partition, transactional_id=self.name)
        expect(answer["ErrorCode"], 0)
        self.next[topic, partition] = sequence + len(values)
        return answer["BaseOffset"]

    def _add(self, topic, partition):
        answer = self.c.call("AddPartitionsToTxn", 0, {
            "V3AndBelowTransactionalId": self.name, "V3AndBelowProducerId": self.id, "V3AndBelowProducerEpoch": self.epoch,
            "V3AndBelowTopics": [{"Name": topic, "Partitions": [partition]}]})
        expect(answer["ResultsByTopicV3AndBelow"][0]["ResultsByPartition"][0]["PartitionErrorCode"], 0)

    def end(self, commit):
        """Commits or aborts. A repeated EndTxn answers 51 CONCURRENT_TRANSACTIONS until all markers are written."""
        for _ in range(2):
            eventually(lambda: expect(self.c.call("EndTxn", 1, {"TransactionalId": self.name, "ProducerId": self.id,
                                                                "ProducerEpoch": self.epoch, "Committed": commit})["ErrorCode"], 0),
                       pause=0.02)
        self.added = set()


def transactional(c):
    return Producer(c, f"x-{uuid.uuid4().hex[:12]}")


def start(c, topic):
    return c.list_offset(topic, -2)["Offset"]


def end(c, topic):
    return c.list_offset(topic, -1)["Offset"]


def batches_of(c, topic):
    """All batches of the log, from its start to its end."""
    offset, out = start(c, topic), []
    while True:
        part = c.fetch(topic, offset, max_wait_ms=0)
        expect(part["ErrorCode"], 0)
        if not part["batches"]:
            assert offset == part["HighWatermark"], f"no data at {offset} below {part['HighWatermark']}"
            return out
        out += part["batches"]
        offset = out[-1].last_offset + 1


def records_of(c, topic):
    return [r for b in batches_of(c, topic) if not b.control for r in b.records]


def often(c, key):
    """Skips where the broker looks after its logs too seldom for a test."""
    if int(broker_setting(c, key) or 0) > 2000:
        skip(f"needs a small {key}")


@functools.cache
def filler(timestamp=NOW):
    """A batch that fills a segment of 1 MiB alone: it closes the segment before it, and the next batch closes its own."""
    return wire.batch([bytes(1048490)], keys=[b"filler"], timestamp=timestamp)


def compacted_topic(c, **configs):
    often(c, "log.cleaner.backoff.ms")
    return c.create_topic(configs={"cleanup.policy": "compact", "segment.bytes": 1048576, "min.cleanable.dirty.ratio": 0.01} |
                          {k.replace("_", "."): v for k, v in configs.items()})


def put(c, topic, text, **options):
    """Appends one batch: 'a1 b2 c' is a=1, b=2 and a tombstone for c."""
    pairs = [(w[0].encode(), w[1:].encode() or None) for w in text.split()]
    expect(c.produce(topic, wire.batch([v for _, v in pairs], keys=[k for k, _ in pairs], **options))["ErrorCode"], 0)


def fill_up(c, topic, *timestamp):
    expect(c.produce(topic, filler(*timestamp))["ErrorCode"], 0)


def shown(c, topic):
    """What a reader sees, without fillers: '2:c1 3:a2' is c=1 at offset 2 and a=2 at offset 3."""
    return " ".join(f"{r.offset}:{r.key.decode()}{(r.value or b'').decode()}" for r in records_of(c, topic) if r.key != b"filler")


def comes_to(c, topic, wanted, seconds=20):
    def seen():
        assert (now := shown(c, topic)) == wanted, f"{now} instead of {wanted}"
    eventually(seen, seconds)
