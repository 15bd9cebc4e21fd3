"""Consumer groups through kafka-python."""
from client import *
from kafka.structs import OffsetAndMetadata
from lib.groups import poll_until, shares


class Reader:
    """A consumer with what it has read."""

    def __init__(self, group, topic, **config):
        settings = {"session_timeout_ms": 6000, "heartbeat_interval_ms": 500, "enable_auto_commit": False,
                    "auto_offset_reset": "earliest", "client_id": "compat"} | config
        self.consumer, self.values = KafkaConsumer(bootstrap_servers=BOOTSTRAP, group_id=group, **settings), []
        self.consumer.subscribe([topic])

    def poll(self):
        for records in self.consumer.poll(100).values():
            self.values += [r.value for r in records]

    @property
    def partitions(self):
        return sorted(p.partition for p in self.consumer.assignment())


def settle(readers, count, seconds=30):
    def settled():
        parts = [r.partitions for r in readers]
        return all(parts) and shares(parts, range(count))
    poll_until(readers, settled, Reader.poll, seconds)


def fill(topic, partitions, each=20):
    for partition in range(partitions):
        produce(topic, [b"%d-%d" % (partition, n) for n in range(each)], partition=partition)


@feature("group: one reads all and goes on where it was")
def reads_all():
    topic, group = make(4), fresh("g")
    fill(topic, 4)
    reader = Reader(group, topic)
    poll_until([reader], lambda: len(reader.values) >= 80, Reader.poll)
    assert len(set(reader.values)) == len(reader.values) == 80
    reader.consumer.commit()
    reader.consumer.close()
    produce(topic, [b"later"], partition=2)
    again = Reader(group, topic)
    poll_until([again], lambda: again.values, Reader.poll)
    assert again.values == [b"later"]
    again.consumer.close()


# kafka-python joins a group while it polls: two of them in one thread must be polled in turn.
@feature("group: two share, and one takes over", 90)
def two_share():
    topic, group = make(4), fresh("g")
    a = Reader(group, topic)
    settle([a], 4)
    b = Reader(group, topic)
    settle([a, b], 4, 40)
    b.consumer.close()
    settle([a], 4)
    a.consumer.close()


@feature("group: members go on over a restart", 90)
def goes_on():
    topic, group = make(2), fresh("g")
    reader = Reader(group, topic)
    settle([reader], 2)
    fill(topic, 2, 5)
    poll_until([reader], lambda: len(reader.values) >= 10, Reader.poll)
    reader.consumer.commit()
    restart()
    fill(topic, 2, 5)
    poll_until([reader], lambda: len(reader.values) >= 20, Reader.poll, 40)
    assert len(reader.values) == 20, "records came twice"
    reader.consumer.close()


@feature("group: commit and committed, with metadata")
def committed():
    topic, group, place = make(), fresh("g"), None
    place = TopicPartition(topic, 0)
    produce(topic, [b"x"] * 10)
    reader = Reader(group, topic)
    settle([reader], 1)
    reader.consumer.commit({place: OffsetAndMetadata(7, "a note", -1)})
    assert reader.consumer.committed(place) == 7
    assert reader.consumer.committed(place, metadata=True).metadata == "a note"
    reader.consumer.close()


@feature("admin: list and describe groups")
def describe_groups():
    topic, group, a = make(2), fresh("g"), admin()
    reader = Reader(group, topic)
    settle([reader], 2)
    def listed():
        assert group in str(a.list_groups() if hasattr(a, "list_groups") else a.list_consumer_groups())
    eventually(listed)
    told = str(a.describe_groups([group]) if hasattr(a, "describe_groups") else a.describe_consumer_groups([group]))
    assert group in told and "compat" in told and "127.0.0.1" in told, told
    reader.consumer.close()
    a.close()
