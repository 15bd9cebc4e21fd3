"""Transactions through confluent-kafka: what readers of committed records see, offsets that go with records, fencing, timeouts."""
import time

from client import *
from confluent_kafka import KafkaError
from lib.groups import poll_until

COMMITTED = {"isolation.level": "read_committed"}


def transactional(name, **config):
    settings = BASE | {"transactional.id": name, "log_level": 0} | {k.replace("_", "."): v for k, v in config.items()}
    producer = Producer(settings)
    producer.init_transactions(20)
    return producer


def write(producer, topic, values, partitions=1):
    for number, value in enumerate(values):
        producer.produce(topic, value, partition=number % partitions)
    assert producer.flush(20) == 0, "not delivered in time"


def committed(topic, partition=0):
    """What a reader of committed records sees up to its end."""
    consumer = Consumer(BASE | COMMITTED | {"group.id": fresh("g"), "enable.partition.eof": True, "enable.auto.commit": False})
    try:
        consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING)])
        found, deadline = [], time.time() + 15
        while time.time() < deadline:
            message = consumer.poll(0.5)
            if message is None:
                continue
            if message.error():
                if message.error().code() == KafkaError._PARTITION_EOF:
                    return found
                raise KafkaException(message.error())
            found.append(message.value())
        raise AssertionError(f"no end of {topic}, {len(found)} records so far")
    finally:
        consumer.close()


def refused(call, *arguments):
    """The error of a call that must fail."""
    try:
        call(*arguments)
    except KafkaException as problem:
        return problem.args[0]
    raise AssertionError(f"{call.__name__} was not refused")


@feature("transactions: committed records are read, aborted and open ones are not")
def seen_when_committed():
    topic, producer = make(2), transactional(fresh("x"))
    producer.begin_transaction()
    write(producer, topic, [b"a", b"b", b"c", b"d"], 2)
    assert committed(topic) == [], "an open transaction is seen"
    producer.commit_transaction(20)
    producer.begin_transaction()
    write(producer, topic, [b"never", b"never"], 2)
    producer.abort_transaction(20)
    producer.begin_transaction()
    write(producer, topic, [b"e"])
    producer.commit_transaction(20)
    eventually(lambda: equal([committed(topic, p) for p in (0, 1)], [[b"a", b"c", b"e"], [b"b", b"d"]]))
    everything = [m.value() for m in consume(topic, 4, config={"isolation.level": "read_uncommitted"})]
    assert everything == [b"a", b"c", b"never", b"e"], everything


def equal(found, wanted):
    assert found == wanted, f"{found}, not {wanted}"


@feature("transactions: consume, transform, produce, with the offsets of the group", 90)
def consume_transform_produce():
    source, target, group = make(), make(), fresh("g")
    produce(source, [b"%d" % n for n in range(100)])
    taken = Consumer(BASE | COMMITTED | {"group.id": group, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    taken.subscribe([source])
    producer, done, aborts = transactional(fresh("x")), 0, 0
    deadline = time.time() + 40
    while done < 100 and time.time() < deadline:
        messages = [m for m in taken.consume(10, 1) if not m.error()]
        if not messages:
            continue
        producer.begin_transaction()
        for message in messages:
            producer.produce(target, message.value() + b"!")
        producer.send_offsets_to_transaction(taken.position(taken.assignment()), taken.consumer_group_metadata(), 20)
        if aborts < 2 and done >= 30 * (aborts + 1):
            aborts += 1
            producer.abort_transaction(20)
            for place in taken.committed(taken.assignment(), 20):
                taken.seek(place)
            continue
        producer.commit_transaction(20)
        done += len(messages)
    taken.close()
    assert aborts == 2
    eventually(lambda: equal(committed(target), [b"%d!" % n for n in range(100)]))
    found = wait(admin().list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)], require_stable=True))[group]
    assert [p.offset for p in found.topic_partitions] == [100]


@feature("transactions: a zombie is fenced")
def zombie():
    topic, name = make(), fresh("x")
    old = transactional(name)
    old.begin_transaction()
    write(old, topic, [b"of the zombie"])
    new = transactional(name)
    new.begin_transaction()
    write(new, topic, [b"of its successor"])
    new.commit_transaction(20)
    error = refused(old.commit_transaction, 20)
    assert error.fatal() and error.code() in (KafkaError._FENCED, KafkaError.PRODUCER_FENCED), error
    eventually(lambda: equal(committed(topic), [b"of its successor"]))


@feature("transactions: one that takes too long is aborted", 60)
def timed_out():
    topic = make()
    slow = transactional(fresh("x"), transaction_timeout_ms=1000)
    slow.begin_transaction()
    write(slow, topic, [b"too late"])
    produce(topic, [b"plain"])
    eventually(lambda: equal(committed(topic), [b"plain"]), 25, 0.5)
    error = refused(slow.commit_transaction, 20)
    assert error.fatal() or error.txn_requires_abort(), error


@feature("transactions: an open one outlives a restart of the broker", 90)
def over_a_restart():
    topic, producer = make(), transactional(fresh("x"), metadata_recovery_strategy="none")
    producer.begin_transaction()
    write(producer, topic, [b"before"])
    restart("CRASH")
    producer.produce(topic, b"after")
    assert producer.flush(30) == 0, "not delivered in time"
    producer.commit_transaction(30)
    eventually(lambda: equal(committed(topic), [b"before", b"after"]))
