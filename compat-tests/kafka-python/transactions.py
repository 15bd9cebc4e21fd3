"""Transactions through kafka-python: what readers of committed records see, offsets that go with records, fencing."""
from client import *
from kafka.errors import KafkaError
from kafka.structs import OffsetAndMetadata


def transactional(name, **config):
    producer = KafkaProducer(bootstrap_servers=BOOTSTRAP, transactional_id=name, **config)
    producer.init_transactions()
    return producer


def write(producer, topic, values, **fields):
    for future in [producer.send(topic, value, **fields) for value in values]:
        future.get(20)


def committed(topic, isolation_level="read_committed"):
    """The values that a reader sees up to its end."""
    consumer = KafkaConsumer(bootstrap_servers=BOOTSTRAP, enable_auto_commit=False, isolation_level=isolation_level)
    try:
        place = TopicPartition(topic, 0)
        consumer.assign([place])
        consumer.seek_to_beginning(place)
        end, found, deadline = consumer.end_offsets([place])[place], [], time.time() + 15
        while consumer.position(place) < end and time.time() < deadline:
            found += [r.value for records in consumer.poll(200).values() for r in records]
        return found
    finally:
        consumer.close()


def equal(found, wanted):
    assert found == wanted, f"{found}, not {wanted}"


@feature("transactions: committed records are read, aborted and open ones are not")
def seen_when_committed():
    topic, producer = make(), transactional(fresh("x"))
    producer.begin_transaction()
    write(producer, topic, [b"a", b"b"])
    assert committed(topic) == [], "an open transaction is seen"
    producer.commit_transaction()
    producer.begin_transaction()
    write(producer, topic, [b"never"])
    producer.abort_transaction()
    producer.begin_transaction()
    write(producer, topic, [b"c"])
    producer.commit_transaction()
    eventually(lambda: equal(committed(topic), [b"a", b"b", b"c"]))
    eventually(lambda: equal(committed(topic, "read_uncommitted"), [b"a", b"b", b"never", b"c"]))
    producer.close()


@feature("transactions: consume, transform, produce, with the offsets of the group", 90)
def consume_transform_produce():
    source, target, group = make(), make(), fresh("g")
    produce(source, [b"%d" % n for n in range(50)])
    consumer = KafkaConsumer(bootstrap_servers=BOOTSTRAP, group_id=group, enable_auto_commit=False, auto_offset_reset="earliest")
    consumer.subscribe([source])
    consumer.partitions_for_topic(source)
    producer, done, deadline, has_aborted = transactional(fresh("x")), 0, time.time() + 40, False
    while done < 50 and time.time() < deadline:
        records = [r for found in consumer.poll(500, max_records=10).values() for r in found]
        if not records:
            continue
        producer.begin_transaction()
        for record in records:
            producer.send(target, record.value + b"!")
        place = TopicPartition(source, 0)
        producer.send_offsets_to_transaction({place: OffsetAndMetadata(records[-1].offset + 1, "", -1)}, consumer.group_metadata())
        if done >= 20 and not has_aborted:
            has_aborted = True
            producer.abort_transaction()
            consumer.seek(place, records[0].offset)
            continue
        producer.commit_transaction()
        done += len(records)
    consumer.close(autocommit=False)
    producer.close()
    assert has_aborted
    eventually(lambda: equal(committed(target), [b"%d!" % n for n in range(50)]))
    a = admin()
    eventually(lambda: equal([o.offset for o in a.list_group_offsets([group])[group].values()], [50]))
    a.close()


@feature("transactions: a zombie is fenced")
def zombie():
    topic, name = make(), fresh("x")
    old = transactional(name)
    old.begin_transaction()
    write(old, topic, [b"of the zombie"])
    new = transactional(name)
    new.begin_transaction()
    write(new, topic, [b"of its successor"])
    new.commit_transaction()
    try:
        old.commit_transaction()
    except KafkaError as problem:
        assert "Fenced" in type(problem).__name__ or "InvalidProducerEpoch" in type(problem).__name__, repr(problem)
    else:
        raise AssertionError("the zombie was not fenced")
    eventually(lambda: equal(committed(topic), [b"of its successor"]))
    new.close()


@feature("transactions: one that takes too long is aborted", 60)
def timed_out():
    topic = make()
    slow = transactional(fresh("x"), transaction_timeout_ms=1000)
    slow.begin_transaction()
    write(slow, topic, [b"too late"])
    produce(topic, [b"plain"])
    eventually(lambda: equal(committed(topic), [b"plain"]), 25, 0.5)
    try:
        slow.commit_transaction()
    except KafkaError:
        return
    raise AssertionError("what was aborted was committed")
