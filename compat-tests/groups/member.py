"""One consumer of the churn: reads, checks, commits, and tells what happens to it, a line of JSON each.

    member.py KIND BOOTSTRAP GROUP TOPIC FILE        KIND: range, cooperative, kip848 or kafka-python

Every line is written at once, so that kill -9 loses none: what was read stands in the file before it is committed.
"""
import json, os, signal, sys, time, zlib

KIND, BOOTSTRAP, GROUP, TOPIC, FILE = sys.argv[1:]
OUT = os.open(FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
SESSION_MS, HEARTBEAT_MS = 6000, 1000
stopped = False


def tell(event, **facts):
    os.write(OUT, (json.dumps({"t": time.monotonic(), "e": event, **facts}) + "\n").encode())


def check(value, partition, offset):
    """A value is "partition:number:crc": told if it is not what the producer sent."""
    head, _, crc = value.rpartition(b":")
    if int(crc) != zlib.crc32(head) or int(head.split(b":")[0]) != partition:
        tell("damaged", p=partition, o=offset)


class Pending:
    """What was read and is not committed yet: the next offset of each partition.

    A commit that is refused, as one that a new generation overtook, is tried again as long as the partition stays: nobody
    reads those records again, and none may come after them.
    """

    def __init__(self):
        self.ranges, self.refused = {}, {}

    def add(self, partition, offset):
        first = self.ranges.setdefault(partition, [offset, offset])[0]
        self.ranges[partition] = [first, offset + 1]

    def take(self, partitions=None):
        """Tells what was read; gives {partition: next offset} to commit."""
        taken = {p: r for p, r in self.ranges.items() if partitions is None or p in partitions}
        for p, (first, end) in taken.items():
            tell("read", p=p, first=first, end=end)
            del self.ranges[p]
        again = {p: o for p, o in self.refused.items() if partitions is None or p in partitions}
        for p in again:
            del self.refused[p]
        return again | {p: end for p, (first, end) in taken.items()}

    def forget(self, partitions):
        """The partitions are another's now, or are read from what is committed."""
        for p in partitions:
            self.ranges.pop(p, None)
            self.refused.pop(p, None)


def stop(*_):
    global stopped
    stopped = True


def confluent():
    from confluent_kafka import Consumer, KafkaException, TopicPartition
    settings = {"bootstrap.servers": BOOTSTRAP, "group.id": GROUP, "enable.auto.commit": False, "auto.offset.reset": "earliest",
                "client.id": f"churn-{KIND}", "log_level": 0}
    if KIND == "kip848":
        settings |= {"group.protocol": "consumer"}
    else:
        settings |= {"session.timeout.ms": SESSION_MS, "heartbeat.interval.ms": HEARTBEAT_MS,
                     "partition.assignment.strategy": "range" if KIND == "range" else "cooperative-sticky"}
    consumer, pending = Consumer(settings), Pending()

    def commit(partitions=None):
        offsets = pending.take(partitions)
        if not offsets:
            return
        sent = time.monotonic()
        try:
            done = consumer.commit(offsets=[TopicPartition(TOPIC, p, o) for p, o in offsets.items()], asynchronous=False)
            for place in done:
                if place.error is None:
                    tell("commit", p=place.partition, o=place.offset, sent=sent)
                else:
                    pending.refused[place.partition] = offsets[place.partition]
                    tell("refused", p=place.partition, why=str(place.error.name()))
        except KafkaException as problem:
            pending.refused |= offsets
            tell("refused", why=problem.args[0].name())

    def generation():
        return int.from_bytes(bytes(consumer.consumer_group_metadata())[7:11], sys.byteorder, signed=True)

    def assigned(_, places):
        pending.forget(p.partition for p in places)
        tell("assigned", p=[p.partition for p in places], g=generation(), m=consumer.memberid())

    def revoked(_, places):
        mine = [p.partition for p in places]
        commit(mine)
        pending.forget(mine)
        tell("revoked", p=mine)

    def lost(_, places):
        mine = [p.partition for p in places]
        pending.forget(mine)
        tell("lost", p=mine)

    consumer.subscribe([TOPIC], on_assign=assigned, on_revoke=revoked, on_lost=lost)
    while not stopped:
        for n in range(100):
            message = consumer.poll(0 if n else 0.2)
            if message is None:
                break
            if message.error():
                tell("error", why=message.error().name())
            else:
                check(message.value(), message.partition(), message.offset())
                pending.add(message.partition(), message.offset())
        commit()
    consumer.close()


def kafka_python():
    import logging
    from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition
    from kafka.errors import KafkaError
    from kafka.structs import OffsetAndMetadata
    logging.disable(logging.CRITICAL)
    consumer = KafkaConsumer(bootstrap_servers=BOOTSTRAP, group_id=GROUP, enable_auto_commit=False, auto_offset_reset="earliest",
                             client_id=f"churn-{KIND}", session_timeout_ms=SESSION_MS, heartbeat_interval_ms=HEARTBEAT_MS,
                             max_poll_interval_ms=30000)
    pending = Pending()

    class Listener(ConsumerRebalanceListener):
        def on_partitions_assigned(self, places):
            known = getattr(getattr(consumer, "_coordinator", None), "_generation", None)
            tell("assigned", p=[p.partition for p in places], g=getattr(known, "generation_id", -1), m=getattr(known, "member_id", ""))

        def on_partitions_revoked(self, places):
            pending.forget(p.partition for p in places)
            tell("revoked", p=[p.partition for p in places])

        def on_partitions_lost(self, places):
            pending.forget(p.partition for p in places)
            tell("lost", p=[p.partition for p in places])

    consumer.subscribe([TOPIC], listener=Listener())
    while not stopped:
        try:
            if not consumer.partitions_for_topic(TOPIC):
                continue  # it joins when it knows them: kafka-python/groups.py says what it would lose otherwise
            for place, records in consumer.poll(200, max_records=100).items():
                for record in records:
                    check(record.value, place.partition, record.offset)
                    pending.add(place.partition, record.offset)
            offsets = pending.take()
            if offsets:
                sent = time.monotonic()
                try:
                    consumer.commit({TopicPartition(TOPIC, p): OffsetAndMetadata(o, "", -1) for p, o in offsets.items()})
                except KafkaError:
                    pending.refused |= offsets
                    raise
                for p, o in offsets.items():
                    tell("commit", p=p, o=o, sent=sent)
        except KafkaError as problem:
            tell("refused", why=type(problem).__name__)
    consumer.close(autocommit=False)


signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, signal.SIG_IGN)
tell("born", pid=os.getpid())
kafka_python() if KIND == "kafka-python" else confluent()
tell("closed")
