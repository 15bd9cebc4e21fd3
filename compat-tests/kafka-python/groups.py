"""Consumer groups through kafka-python."""
from client import *
from kafka.structs import OffsetAndMetadata
from lib.groups import poll_until, reading, shares


class Reader:
    """A consumer with what it has read.

    It knows the topic's partitions before it joins. kafka-python 3.0 joins without them as soon as it knows the coordinator,
    gets nothing, and joins once more when it has heard of them. If a poll ends in that second time between JoinGroup's reply
    and SyncGroup's, the assignment is lost for good: from JoinGroup's reply on its `need_rejoin()` is False, so no later
    poll looks at what the join came to, and heartbeats stay off. Kafka's `group.initial.rebalance.delay.ms` of 3 s hides it.
    """

    def __init__(self, group, topic, **config):
        settings = {"session_timeout_ms": 6000, "heartbeat_interval_ms": 500, "enable_auto_commit": False,
                    "auto_offset_reset": "earliest", "client_id": "compat"} | config
        self.consumer, self.values = KafkaConsumer(bootstrap_servers=BOOTSTRAP, group_id=group, **settings), []
        self.consumer.subscribe([topic])
        def known():
            assert self.consumer.partitions_for_topic(topic), f"{topic} is not known"
        eventually(known)

    def __str__(self):
        known = getattr(self.consumer, "_coordinator", None)
        facts = [f"{name} {getattr(known, place, '?')}" for name, place in
                 (("coordinator", "coordinator_id"), ("state", "state"), ("generation", "_generation"))]
        return reading(self.partitions, self.values, ", ".join(facts))

    def poll(self):
        for records in self.consumer.poll(200).values():
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


# A join that ends while its consumer is not in poll() is thrown away, and the next poll joins anew: if that is the leader,
# the others' turn has gone, too. Two that are polled in turn can miss each other for long, so both are polled at once.
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
    topic, group = make(), fresh("g")
    place = TopicPartition(topic, 0)
    produce(topic, [b"x"] * 10)
    reader = Reader(group, topic)
    # Once it reads it has its position. A poll that ended before would leave its OffsetFetch behind, and committed() would
    # take that one's answer, which is older than the commit.
    poll_until([reader], lambda: len(reader.values) >= 10, Reader.poll)
    reader.consumer.commit({place: OffsetAndMetadata(7, "a note", -1)})
    found = reader.consumer.committed(place, metadata=True)
    assert found is not None and (found.offset, found.metadata) == (7, "a note"), found
    assert reader.consumer.committed(place) == 7
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
