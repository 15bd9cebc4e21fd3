"""Consumer groups through aiokafka."""
from client import *
from lib.groups import reading, seen, shares


class Reader:
    """A consumer with what it has read; it reads by itself."""

    def __init__(self, group, topic):
        self.consumer = AIOKafkaConsumer(topic, bootstrap_servers=BOOTSTRAP, group_id=group, enable_auto_commit=False,
                                         auto_offset_reset="earliest", session_timeout_ms=6000, heartbeat_interval_ms=500,
                                         metadata_max_age_ms=2000)
        self.values = []

    async def __aenter__(self):
        await self.consumer.start()
        self.task = asyncio.create_task(self._read())
        return self

    async def _read(self):
        async for message in self.consumer:
            self.values.append(message.value)

    async def __aexit__(self, *_):
        self.task.cancel()
        await self.consumer.stop()

    def __str__(self):
        known = getattr(self.consumer, "_coordinator", None)
        facts = f"coordinator {getattr(known, 'coordinator_id', '?')}, generation {getattr(known, 'generation', '?')}"
        ended = f", reading ended: {self.task}" if self.task.done() else ""
        return reading(self.partitions, self.values, facts + ended)

    @property
    def partitions(self):
        return sorted(p.partition for p in self.consumer.assignment())


async def until(claim, *readers, seconds=30):
    deadline = time.time() + seconds
    while not claim():
        assert time.time() < deadline, f"not settled after {seconds} s: {seen(readers)}"
        await asyncio.sleep(0.05)


def settled(readers, count):
    parts = [r.partitions for r in readers]
    return all(parts) and shares(parts, range(count))


@asynchronous("group: one reads all and goes on where it was")
async def reads_all():
    topic, group = await make(4), fresh("g")
    for partition in range(4):
        await produce(topic, [b"%d-%d" % (partition, n) for n in range(20)], partition=partition)
    async with Reader(group, topic) as reader:
        await until(lambda: len(reader.values) >= 80, reader)
        assert len(set(reader.values)) == len(reader.values) == 80
        await reader.consumer.commit()
    await produce(topic, [b"later"], partition=2)
    async with Reader(group, topic) as again:
        await until(lambda: again.values, again)
        assert again.values == [b"later"]


@asynchronous("group: two share, and one takes over")
async def two_share():
    topic, group = await make(4), fresh("g")
    async with Reader(group, topic) as a:
        await until(lambda: settled([a], 4), a)
        async with Reader(group, topic) as b:
            await until(lambda: settled([a, b], 4), a, b)
        await until(lambda: settled([a], 4), a)


@asynchronous("group: members go on over a restart", 90)
async def goes_on():
    topic, group = await make(2), fresh("g")
    async with Reader(group, topic) as reader:
        await until(lambda: settled([reader], 2), reader)
        await produce(topic, [b"%d" % n for n in range(10)], partition=0)
        await until(lambda: len(reader.values) >= 10, reader)
        await reader.consumer.commit()
        await asyncio.to_thread(restart)
        await produce(topic, [b"%d" % n for n in range(10)], partition=1)
        await until(lambda: len(reader.values) >= 20, reader, seconds=40)
        assert len(reader.values) == 20, "records came twice"


@asynchronous("group: commit and committed, with metadata")
async def committed():
    topic, group = await make(), fresh("g")
    place = TopicPartition(topic, 0)
    await produce(topic, [b"x"] * 10)
    async with Reader(group, topic) as reader:
        await until(lambda: settled([reader], 1), reader)
        await reader.consumer.commit({place: (7, "a note")})
        assert await reader.consumer.committed(place) == 7
