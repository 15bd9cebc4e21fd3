"""Consumer groups through confluent-kafka: every assignor, static members, KIP-848, and what AdminClient tells of groups."""
import time

from client import *
from confluent_kafka import ConsumerGroupState, ConsumerGroupType, KafkaError
from lib.groups import poll_until, reading, shares


class Reader:
    """A consumer with what it has read."""

    def __init__(self, group, topic, **config):
        self.consumer, self.values, self.problem = make_consumer(group, topic, config), [], None

    def __str__(self):
        return reading(self.partitions, self.values, f"member {self.consumer.memberid()!r}, last error {self.problem}")

    def poll(self):
        message = self.consumer.poll(0.1)
        if message is not None and message.error():
            self.problem = message.error()
        elif message is not None:
            self.values.append(message.value())

    @property
    def partitions(self):
        return sorted(p.partition for p in self.consumer.assignment())


def make_consumer(group, topic, config):
    settings = BASE | {"group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False, "client.id": "compat"}
    settings |= {k.replace("_", "."): v for k, v in config.items()}
    if settings.get("group.protocol") != "consumer":
        settings = {"session.timeout.ms": 6000, "heartbeat.interval.ms": 500} | settings
    consumer = Consumer(settings)
    consumer.subscribe([topic])
    return consumer


def settle(readers, count, seconds=30):
    """Until every partition has one owner, and every reader has a part."""
    def settled():
        parts = [r.partitions for r in readers]
        return all(parts) and shares(parts, range(count))
    poll_until(readers, settled, Reader.poll, seconds)


def fill(topic, partitions, each=20):
    values = []
    for partition in range(partitions):
        mine = [b"%d-%d" % (partition, n) for n in range(each)]
        produce(topic, mine, partition=partition)
        values += mine
    return sorted(values)


def close(*readers):
    for reader in readers:
        reader.consumer.close()


def one_reads_all(**config):
    topic, group = make(4), fresh("g")
    values = fill(topic, 4)
    reader = Reader(group, topic, **config)
    poll_until([reader], lambda: len(reader.values) >= 80, Reader.poll)
    assert sorted(reader.values) == values
    reader.consumer.commit(asynchronous=False)
    close(reader)
    later = produce(topic, [b"later"], partition=2)
    assert later == [(2, 20)]
    again = Reader(group, topic, **config)
    poll_until([again], lambda: again.values, Reader.poll)
    assert again.values == [b"later"], again.values[:5]
    close(again)


def two_share(**config):
    topic, group = make(4), fresh("g")
    a = Reader(group, topic, **config)
    settle([a], 4)
    b = Reader(group, topic, **config)
    settle([a, b], 4)
    assert len(a.partitions) == len(b.partitions) == 2
    close(b)
    settle([a], 4)
    close(a)


KINDS = {"range": {"partition_assignment_strategy": "range"},
         "cooperative-sticky": {"partition_assignment_strategy": "cooperative-sticky"},
         "KIP-848": {"group_protocol": "consumer"}}

for kind, settings in KINDS.items():
    @feature(f"group, {kind}: one reads all and goes on where it was")
    def reads_all(settings=settings):
        one_reads_all(**settings)

    @feature(f"group, {kind}: two share, and one takes over")
    def share(settings=settings):
        two_share(**settings)

    @feature(f"group, {kind}: members go on over a restart", 90)
    def goes_on(settings=settings):
        topic, group = make(2), fresh("g")
        reader = Reader(group, topic, **settings)
        settle([reader], 2)
        fill(topic, 2, 5)
        poll_until([reader], lambda: len(reader.values) >= 10, Reader.poll)
        reader.consumer.commit(asynchronous=False)
        restart()
        fill(topic, 2, 5)
        poll_until([reader], lambda: len(reader.values) >= 20, Reader.poll, 40)
        assert len(reader.values) == 20, "records came twice"
        reader.consumer.commit(asynchronous=False)
        close(reader)


@feature("group: cooperative members keep what they have")
def cooperative_keeps():
    topic, group, lost = make(4), fresh("g"), []
    a = Reader.__new__(Reader)
    a.values, a.problem = [], None
    a.consumer = make_consumer(group, topic, KINDS["cooperative-sticky"])
    a.consumer.subscribe([topic], on_revoke=lambda c, parts: lost.extend(p.partition for p in parts))
    settle([a], 4)
    b = Reader(group, topic, **KINDS["cooperative-sticky"])
    settle([a, b], 4)
    assert len(lost) == 2, lost
    close(a, b)


@feature("group: a static member comes back to its partitions")
def static_members():
    topic, group = make(4), fresh("g")
    def member(name):
        return Reader(group, topic, group_instance_id=name, session_timeout_ms=20000)
    a, b = member("a"), member("b")
    settle([a, b], 4)
    before, revoked = b.partitions, []
    a.consumer.close()
    a = member("a")
    settle([a, b], 4, 15)
    assert b.partitions == before and not revoked
    close(a, b)


@feature("group, KIP-848: a static member comes back to its partitions")
def static_consumers():
    topic, group = make(4), fresh("g")
    def member(name):
        return Reader(group, topic, group_instance_id=name, group_protocol="consumer")
    a, b = member("a"), member("b")
    settle([a, b], 4)
    before = b.partitions
    a.consumer.close()
    a = member("a")
    settle([a, b], 4, 15)
    assert b.partitions == before
    close(a, b)


@feature("group, KIP-848: a regular expression, and topics that come later")
def regular_expression():
    name, group = fresh("re"), fresh("g")
    wait(admin().create_topics([NewTopic(f"{name}-a", 2, 1)]))
    reader = Reader(group, f"^{name}-.*", group_protocol="consumer", topic_metadata_refresh_interval_ms=1000)
    poll_until([reader], lambda: len(reader.consumer.assignment()) == 2, Reader.poll)
    wait(admin().create_topics([NewTopic(f"{name}-b", 1, 1)]))
    poll_until([reader], lambda: len(reader.consumer.assignment()) == 3, Reader.poll)
    close(reader)


@feature("group: from the classic protocol to KIP-848 while it runs")
def migration():
    topic, group = make(4), fresh("g")
    old = Reader(group, topic, **KINDS["cooperative-sticky"])
    settle([old], 4)
    new = Reader(group, topic, group_protocol="consumer")
    settle([old, new], 4)
    close(old)
    settle([new], 4)
    back = Reader(group, topic, **KINDS["cooperative-sticky"])
    settle([new, back], 4)
    close(new)
    settle([back], 4)
    close(back)


@feature("group: commit and committed, with metadata")
def committed():
    topic, group = make(2), fresh("g")
    produce(topic, [b"x"] * 10, partition=0)
    reader = Reader(group, topic)
    settle([reader], 2)
    place = TopicPartition(topic, 0, 7, "a note")
    reader.consumer.commit(offsets=[place], asynchronous=False)
    found = reader.consumer.committed([TopicPartition(topic, 0), TopicPartition(topic, 1)], timeout=10)
    assert found[0].offset == 7 and found[0].metadata == "a note" and found[1].offset < 0
    close(reader)
    alone = Consumer(BASE | {"group.id": group})
    alone.commit(offsets=[TopicPartition(topic, 0, 3)], asynchronous=False)
    assert alone.committed([TopicPartition(topic, 0)], timeout=10)[0].offset == 3
    alone.close()


@feature("group: offsets are committed by themselves")
def auto_commit():
    topic, group = make(), fresh("g")
    produce(topic, [b"x"] * 10)
    reader = Reader(group, topic, enable_auto_commit=True, auto_commit_interval_ms=200)
    poll_until([reader], lambda: len(reader.values) == 10, Reader.poll)
    def seen():
        assert reader.consumer.committed([TopicPartition(topic, 0)], timeout=10)[0].offset == 10
    eventually(seen)
    close(reader)


@feature("admin: list and describe groups")
def describe_groups():
    topic = make(2)
    for protocol, kind in (("classic", ConsumerGroupType.CLASSIC), ("consumer", ConsumerGroupType.CONSUMER)):
        group = fresh("g")
        reader = Reader(group, topic, group_protocol=protocol)
        settle([reader], 2)
        def stable():
            listed = {g.group_id: g for g in admin().list_consumer_groups().result(10).valid}
            assert listed[group].state == ConsumerGroupState.STABLE and listed[group].type == kind, listed[group]
        eventually(stable)
        only = admin().list_consumer_groups(types={kind}, states={ConsumerGroupState.STABLE}).result(10).valid
        assert group in [g.group_id for g in only]
        told = admin().describe_consumer_groups([group])[group].result(10)
        assert told.state == ConsumerGroupState.STABLE and told.type == kind and len(told.members) == 1, told
        member = told.members[0]
        assert member.client_id == "compat" and "127.0.0.1" in member.host
        assert sorted(p.partition for p in member.assignment.topic_partitions) == [0, 1]
        close(reader)


@feature("admin: offsets of a group, read, changed and deleted")
def group_offsets():
    topic, group = make(2), fresh("g")
    produce(topic, [b"x"] * 5, partition=0)
    reader = Reader(group, topic)
    poll_until([reader], lambda: len(reader.values) == 5, Reader.poll)
    reader.consumer.commit(asynchronous=False)
    a, place = admin(), ConsumerGroupTopicPartitions(group, [TopicPartition(topic, 0, 2)])
    refused = a.alter_consumer_group_offsets([place])[group]
    try:
        told = refused.result(10)
        assert told.topic_partitions[0].error, "offsets of a group with members were changed"
    except KafkaException as problem:
        assert problem.args[0].code() == KafkaError.UNKNOWN_MEMBER_ID, problem
    close(reader)
    eventually(lambda: a.alter_consumer_group_offsets([place])[group].result(10))
    found = a.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)])[group].result(10)
    assert {(p.partition, p.offset) for p in found.topic_partitions} == {(0, 2)}, found.topic_partitions


@feature("admin: delete groups")
def delete_groups():
    topic, group = make(), fresh("g")
    reader = Reader(group, topic)
    settle([reader], 1)
    try:
        admin().delete_consumer_groups([group])[group].result(10)
        raise AssertionError("a group with members was deleted")
    except KafkaException as problem:
        assert problem.args[0].code() == KafkaError.NON_EMPTY_GROUP, problem
    close(reader)
    eventually(lambda: admin().delete_consumer_groups([group])[group].result(10))
    assert group not in [g.group_id for g in admin().list_consumer_groups().result(10).valid]
