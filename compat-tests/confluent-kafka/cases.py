"""confluent-kafka for Python: producer, consumer with assigned partitions, AdminClient."""
from client import *


@feature("metadata")
def metadata():
    topic = make(3)
    told = admin().list_topics(timeout=10)
    assert sorted(told.topics[topic].partitions) == [0, 1, 2] and told.cluster_id and len(told.brokers) == 1
    assert all(p.leader == told.controller_id for p in told.topics[topic].partitions.values())


@feature("topic made on first use")
def made_on_first_use():
    topic = fresh()
    assert produce(topic, [b"x"]) == [(0, 0)]


@feature("keys and values")
def keys():
    topic = make()
    produce(topic, [b"v", b""], key=b"k")
    assert [(m.key(), m.value()) for m in consume(topic, 2)] == [(b"k", b"v"), (b"k", b"")]


@feature("null values")
def nulls():
    topic = make()
    produce(topic, [None], key=b"k")
    produce(topic, [b"v"])
    assert [(m.key(), m.value()) for m in consume(topic, 2)] == [(b"k", None), (None, b"v")]


@feature("headers")
def headers():
    topic, given = make(), [("a", b"1"), ("a", b"2"), ("n", None), ("e", b"")]
    produce(topic, [b"x"], headers=given)
    assert consume(topic, 1)[0].headers() == given


for codec in CODECS:
    @feature(f"{codec} compression")
    def compression(codec=codec):
        topic, values = make(), [b"value %d " % n * 20 for n in range(5000)]
        produce(topic, values, {"compression.type": codec, "linger.ms": 20})
        assert [m.value() for m in consume(topic, 5000)] == values


for acks in ("0", "1", "all"):
    @feature(f"acks={acks}")
    def with_acks(acks=acks):
        topic = make()
        assert len(produce(topic, [b"x", b"y"], {"acks": acks})) == 2
        assert [m.value() for m in consume(topic, 2)] == [b"x", b"y"]


@feature("idempotent producer")
def idempotent():
    topic = make()
    found = produce(topic, [b"%d" % n for n in range(20000)], {"enable.idempotence": True})
    assert found == [(0, n) for n in range(20000)]
    assert [m.value() for m in consume(topic, 20000)] == [b"%d" % n for n in range(20000)]


@feature("several partitions")
def partitions():
    topic = make(4)
    for p in range(4):
        assert produce(topic, [b"p%d" % p], partition=p) == [(p, 0)]
    assert [consume(topic, 1, partition=p)[0].value() for p in range(4)] == [b"p%d" % p for p in range(4)]


@feature("offsets: from the end, from a number, to a count")
def offsets():
    topic = make()
    produce(topic, [b"%d" % n for n in range(10)])
    assert [m.value() for m in consume(topic, 2, 4)] == [b"4", b"5"]
    consumer = Consumer(BASE | {"group.id": fresh("g")})
    assert consumer.get_watermark_offsets(TopicPartition(topic, 0), timeout=10) == (0, 10)
    consumer.close()


@feature("offsets by time")
def by_time():
    topic = make()
    for stamp in (1000, 2000, 3000):
        produce(topic, [b"x"], timestamp=int(time.time() * 1000) - 10000 + stamp)
    consumer = Consumer(BASE | {"group.id": fresh("g")})
    found = consumer.offsets_for_times([TopicPartition(topic, 0, int(time.time() * 1000) - 8500)], timeout=10)
    consumer.close()
    assert found[0].offset == 1, found


@feature("list offsets")
def list_offsets():
    topic = make()
    now = int(time.time() * 1000)
    for stamp in (now - 50, now, now - 20):
        produce(topic, [b"x"], timestamp=stamp)
    def ask(spec):
        return list(wait(admin().list_offsets({TopicPartition(topic, 0): spec})).values())[0].offset
    assert [ask(s) for s in (OffsetSpec.earliest(), OffsetSpec.latest(), OffsetSpec.max_timestamp())] == [0, 3, 1]


@feature("timestamps")
def timestamps():
    topic, stamp = make(), int(time.time() * 1000) - 5000
    produce(topic, [b"x"], timestamp=stamp)
    assert consume(topic, 1)[0].timestamp() == (confluent_kafka.TIMESTAMP_CREATE_TIME, stamp)
    topic, before = make(message_timestamp_type="LogAppendTime"), int(time.time() * 1000)
    produce(topic, [b"x"], timestamp=stamp)
    kind, found = consume(topic, 1)[0].timestamp()
    assert kind == confluent_kafka.TIMESTAMP_LOG_APPEND_TIME and before - 1000 <= found <= time.time() * 1000 + 1000


@feature("records of nearly a megabyte")
def large():
    topic = make()
    produce(topic, [b"x" * 900000])
    assert len(consume(topic, 1)[0].value()) == 900000
    assert len(consume(topic, 1, config={"fetch.max.bytes": 1000000, "max.partition.fetch.bytes": 1000})[0].value()) == 900000


@feature("a record over the limit is refused")
def too_large():
    topic = make()
    try:
        produce(topic, [b"x" * 2000000], {"message.max.bytes": 5000000})
        raise AssertionError("it was taken")
    except KafkaException as problem:
        assert problem.args[0].code() == confluent_kafka.KafkaError.MSG_SIZE_TOO_LARGE, problem


@feature("admin: create, grow and delete topics")
def admin_topics():
    topic = make(2)
    wait(admin().create_partitions([NewPartitions(topic, 5)]))
    eventually(lambda: _same(len(admin().list_topics(topic, timeout=10).topics[topic].partitions), 5))
    wait(admin().delete_topics([topic]))
    eventually(lambda: _same(topic in admin().list_topics(timeout=10).topics, False))
    for bad in (NewTopic("not good!", 1, 1), NewTopic(fresh(), 1, 9), NewTopic(fresh(), 1, 1, config={"no.such.key": "1"})):
        try:
            wait(admin().create_topics([bad]))
            raise AssertionError("it was made")
        except KafkaException:
            pass


def _same(found, wanted):
    assert found == wanted, found


@feature("admin: describe topics and cluster")
def admin_describe():
    topic = make(2)
    told = wait(admin().describe_topics(confluent_kafka.TopicCollection([topic])))[topic]
    assert len(told.partitions) == 2 and not told.is_internal and told.partitions[0].leader.id == 0 or told.partitions[0].leader
    cluster = admin().describe_cluster().result(10)
    assert cluster.cluster_id and len(cluster.nodes) == 1


@feature("admin: configs")
def admin_configs():
    topic = make(retention_ms="1000000")
    def told():
        resource = ConfigResource(ResourceType.TOPIC, topic)
        return list(wait(admin().describe_configs([resource])).values())[0]
    assert told()["retention.ms"].value == "1000000" and told()["cleanup.policy"].value == "delete"
    change = ConfigEntry("max.message.bytes", "2000", incremental_operation=AlterConfigOpType.SET)
    wait(admin().incremental_alter_configs([ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[change])]))
    eventually(lambda: _same(told()["max.message.bytes"].value, "2000"))
    broker = ConfigResource(ResourceType.BROKER, str(list(admin().list_topics(timeout=10).brokers)[0]))
    assert "log.retention.hours" in list(wait(admin().describe_configs([broker])).values())[0]


@feature("admin: delete records")
def delete_records():
    topic = make()
    produce(topic, [b"%d" % n for n in range(10)])
    found = wait(admin().delete_records([TopicPartition(topic, 0, 4)]))
    assert list(found.values())[0].low_watermark == 4
    assert [m.value() for m in consume(topic, 6)][0] == b"4"


@feature("records outlive a restart")
def outlives_restart():
    topic = make()
    produce(topic, [b"a", b"b"])
    restart()
    assert produce(topic, [b"c"]) == [(0, 2)]
    assert [m.value() for m in consume(topic, 3)] == [b"a", b"b", b"c"]


@feature("a producer and a consumer go on over a restart")
def over_restart():
    topic, delivered = make(), []
    producer = Producer(BASE | {"enable.idempotence": True})
    consumer = Consumer(BASE | {"group.id": fresh("g"), "enable.auto.commit": False})
    consumer.assign([TopicPartition(topic, 0, 0)])
    for n in range(3000):
        producer.produce(topic, b"%d" % n, on_delivery=lambda error, message: delivered.append((error, message.offset())))
        if n == 1000:
            producer.flush(20)
            restart()
    assert producer.flush(30) == 0
    assert delivered == [(None, n) for n in range(3000)]
    found, deadline = [], time.time() + 20
    while len(found) < 3000 and time.time() < deadline:
        message = consumer.poll(0.5)
        if message is not None and not message.error():
            found.append(message.value())
    consumer.close()
    assert found == [b"%d" % n for n in range(3000)]


@feature("acknowledged records outlive kill -9")
def outlives_crash():
    topic = make()
    produce(topic, [b"%d" % n for n in range(1000)])
    restart("CRASH")
    assert [m.value() for m in consume(topic, 1000)] == [b"%d" % n for n in range(1000)]


import groups, transactions  # their cases, too

main(confluent_kafka.__version__)
