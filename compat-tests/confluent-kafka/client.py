"""What the cases of confluent-kafka share."""
import functools, time

import confluent_kafka
from confluent_kafka import (OFFSET_BEGINNING, ConsumerGroupTopicPartitions, Consumer, KafkaException, Producer,
                             TopicPartition)
from confluent_kafka.admin import (AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewPartitions, NewTopic,
                                   OffsetSpec, ResourceType)
from lib.features import BOOTSTRAP, CODECS, eventually, feature, fresh, main, restart

BASE = {"bootstrap.servers": BOOTSTRAP}


@functools.cache
def admin():
    return AdminClient(BASE)


def wait(futures):
    """The results of an admin call, by what it was asked for."""
    return {key: future.result(20) for key, future in futures.items()}


def make(partitions=1, **config):
    topic = fresh()
    wait(admin().create_topics([NewTopic(topic, partitions, 1, config={k.replace("_", "."): v for k, v in config.items()})]))
    return topic


def produce(topic, values, config=None, **fields):
    """Produces values; the (partition, offset) of each, in the order of delivery."""
    delivered, failed = [], []

    def report(error, message):
        (failed if error else delivered).append(error or (message.partition(), message.offset()))
    producer = Producer(BASE | (config or {}))
    for value in values:
        producer.produce(topic, value, on_delivery=report, **fields)
    assert producer.flush(20) == 0, "not delivered in time"
    if failed:
        raise KafkaException(failed[0])
    return delivered


def consume(topic, count, offset=OFFSET_BEGINNING, partition=0, config=None):
    consumer = Consumer(BASE | {"group.id": fresh("g"), "enable.auto.commit": False} | (config or {}))
    try:
        consumer.assign([TopicPartition(topic, partition, offset)])
        found, deadline = [], time.time() + 15
        while len(found) < count and time.time() < deadline:
            message = consumer.poll(0.5)
            if message is not None:
                if message.error():
                    raise KafkaException(message.error())
                found.append(message)
        assert len(found) == count, f"{len(found)} of {count}"
        return found
    finally:
        consumer.close()
