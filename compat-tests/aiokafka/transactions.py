"""Transactions through aiokafka: what readers of committed records see, offsets that go with records, fencing."""
import time

from client import *
from aiokafka.errors import ProducerFenced


async def transactional(name):
    producer = AIOKafkaProducer(bootstrap_servers=BOOTSTRAP, transactional_id=name)
    await producer.start()
    return producer


async def committed(topic):
    """The values that a reader of committed records sees up to its end."""
    consumer = AIOKafkaConsumer(bootstrap_servers=BOOTSTRAP, isolation_level="read_committed", enable_auto_commit=False)
    await consumer.start()
    try:
        place = TopicPartition(topic, 0)
        consumer.assign([place])
        await consumer.seek_to_beginning(place)
        end, found, deadline = (await consumer.end_offsets([place]))[place], [], time.time() + 15
        while await consumer.position(place) < end and time.time() < deadline:
            found += [r.value for records in (await consumer.getmany(timeout_ms=200)).values() for r in records]
        return found
    finally:
        await consumer.stop()


async def await_committed(topic, wanted):
    """Markers follow the commit: what is seen must be right soon."""
    deadline = time.time() + 15
    while (found := await committed(topic)) != wanted:
        assert time.time() < deadline, f"{found}, not {wanted}"
        await asyncio.sleep(0.1)


@asynchronous("transactions: committed records are read, aborted and open ones are not")
async def seen_when_committed():
    topic, producer = await make(), await transactional(fresh("x"))
    async with producer.transaction():
        await producer.send_and_wait(topic, b"a")
        assert await committed(topic) == [], "an open transaction is seen"
    try:
        async with producer.transaction():
            await producer.send_and_wait(topic, b"never")
            raise KeyError
    except KeyError:
        pass
    async with producer.transaction():
        await producer.send_and_wait(topic, b"b")
    await await_committed(topic, [b"a", b"b"])
    await producer.stop()


@asynchronous("transactions: the offsets of a group go with the records")
async def offsets():
    source, target, group = await make(), await make(), fresh("g")
    producer, place = await transactional(fresh("x")), TopicPartition(source, 0)
    consumer = AIOKafkaConsumer(bootstrap_servers=BOOTSTRAP, group_id=group, enable_auto_commit=False)
    await consumer.start()
    consumer.assign([place])
    async with producer.transaction():
        await producer.send_and_wait(target, b"x")
        await producer.send_offsets_to_transaction({place: 7}, group)
    deadline = time.time() + 15
    while await consumer.committed(place) != 7:
        assert time.time() < deadline, "the offset is not there"
        await asyncio.sleep(0.1)
    await consumer.stop()
    await await_committed(target, [b"x"])
    await producer.stop()


@asynchronous("transactions: a zombie is fenced")
async def zombie():
    topic, name = await make(), fresh("x")
    old = await transactional(name)
    await old.begin_transaction()
    await old.send_and_wait(topic, b"of the zombie")
    new = await transactional(name)
    async with new.transaction():
        await new.send_and_wait(topic, b"of its successor")
    try:
        await old.send_and_wait(topic, b"more")
        await old.commit_transaction()
    except ProducerFenced:
        pass
    else:
        raise AssertionError("the zombie was not fenced")
    await await_committed(topic, [b"of its successor"])
    await new.stop()
    await old.stop()
