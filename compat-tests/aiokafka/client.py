"""What the cases of aiokafka share."""
import asyncio, logging, time

import aiokafka
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic
from aiokafka.errors import KafkaError
from lib.features import BOOTSTRAP, CODECS, feature, fresh, main, restart

logging.disable(logging.CRITICAL)


def asynchronous(name, limit=60):
    """A feature whose case is a coroutine."""
    def declare(coroutine):
        feature(name, limit)(lambda: asyncio.run(coroutine()))
        return coroutine
    return declare


async def make(partitions=1, **config):
    topic, admin = fresh(), AIOKafkaAdminClient(bootstrap_servers=BOOTSTRAP)
    await admin.start()
    await admin.create_topics([NewTopic(topic, partitions, 1, topic_configs={k.replace("_", "."): v for k, v in config.items()})])
    await admin.close()
    return topic


async def produce(topic, values, config=None, **fields):
    """Produces values; the (partition, offset) of each."""
    producer = AIOKafkaProducer(bootstrap_servers=BOOTSTRAP, **(config or {}))
    await producer.start()
    try:
        futures = [await producer.send(topic, value, **fields) for value in values]
        await producer.flush()
        found = [await future for future in futures]
        return [(f.partition, f.offset) for f in found if f]
    finally:
        await producer.stop()


async def consume(topic, count, offset=None, partition=0, **config):
    consumer = AIOKafkaConsumer(bootstrap_servers=BOOTSTRAP, enable_auto_commit=False, auto_offset_reset="earliest", **config)
    consumer.assign([TopicPartition(topic, partition)])
    await consumer.start()
    try:
        place = TopicPartition(topic, partition)
        if offset is None:
            await consumer.seek_to_beginning(place)
        else:
            consumer.seek(place, offset)
        found, deadline = [], time.time() + 15
        while len(found) < count and time.time() < deadline:
            for records in (await consumer.getmany(timeout_ms=500)).values():
                found += records
        assert len(found) >= count, f"{len(found)} of {count}"
        return found[:count]
    finally:
        await consumer.stop()
