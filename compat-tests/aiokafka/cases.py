"""aiokafka: AIOKafkaProducer, AIOKafkaConsumer with assigned partitions, AIOKafkaAdminClient."""
from client import *


@asynchronous("topic made on first use")
async def made_on_first_use():
    assert await produce(fresh(), [b"x"]) == [(0, 0)]


@asynchronous("keys and values")
async def keys():
    topic = await make()
    await produce(topic, [b"v", b""], key=b"k")
    assert [(m.key, m.value) for m in await consume(topic, 2)] == [(b"k", b"v"), (b"k", b"")]


@asynchronous("null values")
async def nulls():
    topic = await make()
    await produce(topic, [None], key=b"k")
    assert [(m.key, m.value) for m in await consume(topic, 1)] == [(b"k", None)]


@asynchronous("headers")
async def headers():
    topic, given = await make(), [("a", b"1"), ("a", b"2")]
    await produce(topic, [b"x"], headers=given)
    assert list((await consume(topic, 1))[0].headers) == given


for codec in CODECS:
    @asynchronous(f"{codec} compression")
    async def compression(codec=codec):
        topic, values = await make(), [b"value %d " % n * 20 for n in range(2000)]
        await produce(topic, values, {"compression_type": None if codec == "none" else codec, "linger_ms": 20})
        assert [m.value for m in await consume(topic, 2000)] == values


for acks in (0, 1, "all"):
    @asynchronous(f"acks={acks}")
    async def with_acks(acks=acks):
        topic = await make()
        await produce(topic, [b"x", b"y"], {"acks": acks})
        assert [m.value for m in await consume(topic, 2)] == [b"x", b"y"]


@asynchronous("idempotent producer")
async def idempotent():
    topic = await make()
    found = await produce(topic, [b"%d" % n for n in range(3000)], {"enable_idempotence": True})
    assert found == [(0, n) for n in range(3000)]


@asynchronous("several partitions")
async def partitions():
    topic = await make(3)
    for p in range(3):
        assert await produce(topic, [b"p%d" % p], partition=p) == [(p, 0)]
    assert [(await consume(topic, 1, partition=p))[0].value for p in range(3)] == [b"p%d" % p for p in range(3)]


@asynchronous("offsets: from the end, from a number, to a count")
async def offsets():
    topic = await make()
    await produce(topic, [b"%d" % n for n in range(10)])
    assert [m.value for m in await consume(topic, 2, 4)] == [b"4", b"5"]


@asynchronous("offsets by time")
async def by_time():
    topic, now = await make(), int(time.time() * 1000)
    for stamp in (now - 3000, now - 2000, now - 1000):
        await produce(topic, [b"x"], {"acks": "all"}, timestamp_ms=stamp)  # with acks 1 nobody may see it yet
    consumer, place = AIOKafkaConsumer(bootstrap_servers=BOOTSTRAP), TopicPartition(topic, 0)
    consumer.assign([place])
    await consumer.start()
    try:
        assert (await consumer.offsets_for_times({place: now - 2500}))[place].offset == 1
        assert await consumer.end_offsets([place]) == {place: 3}
    finally:
        await consumer.stop()


@asynchronous("records of nearly a megabyte")
async def large():
    topic = await make()
    await produce(topic, [b"x" * 900000])
    assert len((await consume(topic, 1))[0].value) == 900000


@asynchronous("a record over the limit is refused")
async def too_large():
    topic = await make()
    try:
        await produce(topic, [b"x" * 2000000], {"max_request_size": 5000000})
        raise AssertionError("it was taken")
    except KafkaError:
        pass


@asynchronous("admin: create, grow and delete topics")
async def admin_topics():
    topic, admin = await make(2), AIOKafkaAdminClient(bootstrap_servers=BOOTSTRAP)
    await admin.start()
    await admin.create_partitions({topic: NewPartitions(5)})
    assert len((await admin.describe_topics([topic]))[0]["partitions"]) == 5
    await admin.delete_topics([topic])
    deadline = time.time() + 10
    while topic in await admin.list_topics() and time.time() < deadline:
        await asyncio.sleep(0.1)
    assert topic not in await admin.list_topics()
    await admin.close()


@asynchronous("records outlive a restart")
async def outlives_restart():
    topic = await make()
    await produce(topic, [b"a", b"b"])
    restart()
    assert await produce(topic, [b"c"]) == [(0, 2)]
    assert [m.value for m in await consume(topic, 3)] == [b"a", b"b", b"c"]


@asynchronous("acknowledged records outlive kill -9")
async def outlives_crash():
    topic = await make()
    await produce(topic, [b"%d" % n for n in range(500)])
    restart("CRASH")
    assert [m.value for m in await consume(topic, 500)] == [b"%d" % n for n in range(500)]


import groups, transactions  # their cases, too

main(aiokafka.__version__)
