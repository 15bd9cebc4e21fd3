"""What the cases of kafka-python share."""
import logging, time

import kafka
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.errors import KafkaError
from lib.features import BOOTSTRAP, CODECS, Absent, eventually, feature, fresh, main, restart

# What its groups do goes to standard error, which compat-tests/run keeps.
logging.basicConfig(level=logging.CRITICAL, format="%(asctime)s %(name)s: %(message)s")
logging.getLogger("kafka.coordinator").setLevel(logging.INFO)


def admin():
    return KafkaAdminClient(bootstrap_servers=BOOTSTRAP)


def make(partitions=1, **config):
    topic, a = fresh(), admin()
    a.create_topics([NewTopic(topic, partitions, 1, topic_configs={k.replace("_", "."): v for k, v in config.items()})])
    a.close()
    return topic


def produce(topic, values, config=None, **fields):
    """Produces values; the (partition, offset) of each."""
    producer = KafkaProducer(bootstrap_servers=BOOTSTRAP, **(config or {}))
    try:
        futures = [producer.send(topic, value, **fields) for value in values]
        producer.flush(20)
        return [(f.partition, f.offset) for f in (future.get(20) for future in futures)]
    finally:
        producer.close()


def consume(topic, count, offset=None, partition=0, **config):
    consumer = KafkaConsumer(bootstrap_servers=BOOTSTRAP, enable_auto_commit=False, auto_offset_reset="earliest", **config)
    try:
        place, found, deadline = TopicPartition(topic, partition), [], time.time() + 15
        consumer.assign([place])
        consumer.seek(place, offset) if offset is not None else consumer.seek_to_beginning(place)
        while len(found) < count and time.time() < deadline:
            for records in consumer.poll(500).values():
                found += records
        assert len(found) >= count, f"{len(found)} of {count}"
        return found[:count]
    finally:
        consumer.close()
