"""kafka-python: KafkaProducer, KafkaConsumer with assigned partitions, KafkaAdminClient."""
from client import *


@feature("metadata")
def metadata():
    topic, a = make(3), admin()
    told = a.describe_topics([topic])
    told = told[0] if isinstance(told, list) else told[topic]
    assert len(told["partitions"]) == 3, told
    a.close()


@feature("topic made on first use")
def made_on_first_use():
    assert produce(fresh(), [b"x"]) == [(0, 0)]


@feature("keys and values")
def keys():
    topic = make()
    produce(topic, [b"v", b""], key=b"k")
    assert [(m.key, m.value) for m in consume(topic, 2)] == [(b"k", b"v"), (b"k", b"")]


@feature("null values")
def nulls():
    topic = make()
    produce(topic, [None], key=b"k")
    produce(topic, [b"v"])
    assert [(m.key, m.value) for m in consume(topic, 2)] == [(b"k", None), (None, b"v")]


@feature("headers")
def headers():
    topic, given = make(), [("a", b"1"), ("a", b"2"), ("e", b"")]
    produce(topic, [b"x"], headers=given)
    assert list(consume(topic, 1)[0].headers) == given


for codec in CODECS:
    @feature(f"{codec} compression")
    def compression(codec=codec):
        topic, values = make(), [b"value %d " % n * 20 for n in range(2000)]
        try:
            produce(topic, values, {"compression_type": None if codec == "none" else codec, "linger_ms": 20})
        except (AssertionError, RuntimeError) as problem:
            raise Absent(f"a library for {codec} is not installed: {problem}") from problem
        assert [m.value for m in consume(topic, 2000)] == values


for acks in (0, 1, "all"):
    @feature(f"acks={acks}")
    def with_acks(acks=acks):
        topic = make()
        produce(topic, [b"x", b"y"], {"acks": acks, "enable_idempotence": acks == "all"})
        assert [m.value for m in consume(topic, 2)] == [b"x", b"y"]


@feature("idempotent producer")
def idempotent():
    topic = make()
    assert produce(topic, [b"%d" % n for n in range(3000)], {"enable_idempotence": True}) == [(0, n) for n in range(3000)]


@feature("several partitions")
def partitions():
    topic = make(3)
    for p in range(3):
        assert produce(topic, [b"p%d" % p], partition=p) == [(p, 0)]
    assert [consume(topic, 1, partition=p)[0].value for p in range(3)] == [b"p%d" % p for p in range(3)]


@feature("offsets: from the end, from a number, to a count")
def offsets():
    topic = make()
    produce(topic, [b"%d" % n for n in range(10)])
    assert [m.value for m in consume(topic, 2, 4)] == [b"4", b"5"]
    consumer, place = KafkaConsumer(bootstrap_servers=BOOTSTRAP), TopicPartition(topic, 0)
    assert consumer.beginning_offsets([place]) == {place: 0} and consumer.end_offsets([place]) == {place: 10}
    consumer.close()


@feature("offsets by time")
def by_time():
    topic, now = make(), int(time.time() * 1000)
    for stamp in (now - 3000, now - 2000, now - 1000):
        produce(topic, [b"x"], timestamp_ms=stamp)
    consumer, place = KafkaConsumer(bootstrap_servers=BOOTSTRAP), TopicPartition(topic, 0)
    assert consumer.offsets_for_times({place: now - 2500})[place].offset == 1
    consumer.close()


@feature("timestamps")
def timestamps():
    topic, stamp = make(), int(time.time() * 1000) - 5000
    produce(topic, [b"x"], timestamp_ms=stamp)
    assert consume(topic, 1)[0].timestamp == stamp


@feature("records of nearly a megabyte")
def large():
    topic = make()
    produce(topic, [b"x" * 900000])
    assert len(consume(topic, 1)[0].value) == 900000
    assert len(consume(topic, 1, max_partition_fetch_bytes=1000)[0].value) == 900000


@feature("a record over the limit is refused")
def too_large():
    topic = make()
    try:
        produce(topic, [b"x" * 2000000], {"max_request_size": 5000000})
        raise AssertionError("it was taken")
    except KafkaError:
        pass


@feature("admin: create, grow and delete topics")
def admin_topics():
    topic, a = make(2), admin()
    a.create_partitions({topic: NewPartitions(5)})
    def count():
        told = a.describe_topics([topic])
        assert len((told[0] if isinstance(told, list) else told[topic])["partitions"]) == 5
    eventually(count)
    a.delete_topics([topic])
    def gone():
        assert topic not in a.list_topics()
    eventually(gone)
    a.close()


@feature("admin: configs")
def admin_configs():
    topic, a = make(retention_ms="1000000"), admin()
    told = a.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])["topic"][topic]
    assert told["retention.ms"]["value"] == "1000000", told
    a.close()


@feature("fetch sessions")
def sessions():
    topic, place = make(), None
    place = TopicPartition(topic, 0)
    consumer = KafkaConsumer(bootstrap_servers=BOOTSTRAP, enable_auto_commit=False)
    consumer.assign([place])
    consumer.seek_to_beginning(place)
    for n in range(5):
        produce(topic, [b"%d" % n])
        found, deadline = [], time.time() + 10
        while not found and time.time() < deadline:
            found = [m.value for records in consumer.poll(300).values() for m in records]
        assert found == [b"%d" % n], found
    consumer.close()


@feature("records outlive a restart")
def outlives_restart():
    topic = make()
    produce(topic, [b"a", b"b"])
    restart()
    assert produce(topic, [b"c"]) == [(0, 2)]
    assert [m.value for m in consume(topic, 3)] == [b"a", b"b", b"c"]


@feature("acknowledged records outlive kill -9")
def outlives_crash():
    topic = make()
    produce(topic, [b"%d" % n for n in range(500)])
    restart("CRASH")
    assert [m.value for m in consume(topic, 500)] == [b"%d" % n for n in range(500)]


import groups, transactions  # their cases, too

main(kafka.__version__)
