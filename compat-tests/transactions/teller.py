"""A worker of the bank: takes transfers, books them, and commits both in one transaction; tells what it does, a line of JSON each.

    teller.py KIND BOOTSTRAP TRANSACTIONAL_ID NAME FILE        KIND: confluent or kafka-python

A transfer is "id:from:to:amount". For each, two entries "attempt:id:account:change" go to the ledger, to the partition of the
account, and both once more to the journal, which has one partition. Every line is written at once, so that kill -9 loses none:
what a transaction is about to do stands in the file before it begins.
"""
import faulthandler, json, os, random, signal, sys, threading, time

KIND, BOOTSTRAP, TRANSACTIONAL_ID, NAME, FILE = sys.argv[1:]
OUT = os.open(FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
TRANSFERS, LEDGER, JOURNAL, GROUP, LEDGERS = "transfers", "ledger", "journal", "bank", 4
TIMEOUT_MS = 6000
ABORTS = 0.15  # of the transactions, though nothing is wrong with them
stopped = False


def tell(event, **facts):
    os.write(OUT, (json.dumps({"t": time.monotonic(), "e": event, **facts}) + "\n").encode())


def stop(*_):
    global stopped
    stopped = True


def entries(attempt, values):
    """What the transfers book: (account, entry)."""
    for value in values:
        number, source, target, amount = value.decode().split(":")
        yield int(source), f"{attempt}:{number}:{source}:-{amount}".encode()
        yield int(target), f"{attempt}:{number}:{target}:{amount}".encode()


def numbers(values):
    return [int(value.split(b":")[0]) for value in values]


class Confluent:
    """A worker by confluent-kafka (librdkafka)."""

    def __init__(self):
        import confluent_kafka
        self.api = confluent_kafka
        # librdkafka 2.16 waits for a handle that it has given up, where its only broker was away and it may look for others:
        # behind AddOffsetsToTxn it never sends TxnOffsetCommit then.
        common = {"bootstrap.servers": BOOTSTRAP, "client.id": NAME, "log_level": 0, "metadata.recovery.strategy": "none"}
        self.consumer = confluent_kafka.Consumer(
            common | {"group.id": GROUP, "enable.auto.commit": False, "auto.offset.reset": "earliest",
                      "isolation.level": "read_committed", "session.timeout.ms": 6000, "heartbeat.interval.ms": 1000})
        self.producer = confluent_kafka.Producer(
            common | {"transactional.id": TRANSACTIONAL_ID, "transaction.timeout.ms": TIMEOUT_MS, "linger.ms": 1}
            | ({"debug": "eos", "log_level": 7} if "BANK_DEBUG" in os.environ else {}))
        self.consumer.subscribe([TRANSFERS])

    def begin_service(self):
        while not stopped:
            try:
                return self.producer.init_transactions(10)
            except self.api.KafkaException as problem:
                if not problem.args[0].retriable():
                    raise

    def poll(self, count):
        found = [m for m in self.consumer.consume(count, 0.5)]
        for message in found:
            if message.error():
                tell("error", why=message.error().name())
        return [m.value() for m in found if not m.error()]

    def book(self, attempt, values):
        self.producer.begin_transaction()
        for account, entry in entries(attempt, values):
            self.producer.produce(LEDGER, entry, partition=account % LEDGERS)
            self.producer.produce(JOURNAL, entry, partition=0)
            self.producer.poll(0)
        places = [p for p in self.consumer.position(self.consumer.assignment()) if p.offset >= 0]
        self.insist(self.producer.send_offsets_to_transaction, places, self.consumer.consumer_group_metadata(), 10)

    def commit(self):
        self.insist(self.producer.commit_transaction, 10)

    def abort(self):
        self.producer.flush(5)
        self.insist(self.producer.abort_transaction, 10)

    def insist(self, call, *arguments):
        """What may be tried again is, until it is decided."""
        while True:
            try:
                return call(*arguments)
            except self.api.KafkaException as problem:
                tell("again", why=f"{call.__name__} {problem.args[0].name()}")
                if not problem.args[0].retriable():
                    raise

    def can_abort(self, problem):
        """Whether the transaction failed and the producer lives on."""
        return isinstance(problem, self.api.KafkaException) and problem.args[0].txn_requires_abort()

    def rewind(self):
        """Goes back to what is committed; partitions that are gone meanwhile are another's."""
        for place in self.consumer.committed(self.consumer.assignment(), 10):
            if place.offset < 0:
                place.offset = self.api.OFFSET_BEGINNING
            try:
                self.consumer.seek(place)
            except self.api.KafkaException as problem:
                tell("error", why=problem.args[0].name())

    def why(self, problem):
        return problem.args[0].name() if isinstance(problem, self.api.KafkaException) else repr(problem)

    def close(self):
        self.consumer.close()


class KafkaPython:
    """A worker by kafka-python."""

    def __init__(self):
        import kafka, logging
        logging.disable(logging.CRITICAL)
        self.api = kafka
        common = {"bootstrap_servers": BOOTSTRAP, "client_id": NAME}
        self.consumer = kafka.KafkaConsumer(
            TRANSFERS, **common, group_id=GROUP, enable_auto_commit=False, auto_offset_reset="earliest",
            isolation_level="read_committed", session_timeout_ms=6000, heartbeat_interval_ms=1000)
        self.producer = kafka.KafkaProducer(
            **common, transactional_id=TRANSACTIONAL_ID, transaction_timeout_ms=TIMEOUT_MS, linger_ms=1)

    def begin_service(self):
        # One that joins before it knows the partitions may lose its assignment (docs/groups.md).
        self.consumer.partitions_for_topic(TRANSFERS)
        self.producer.init_transactions()

    def poll(self, count):
        return [r.value for records in self.consumer.poll(500, max_records=count).values() for r in records]

    def book(self, attempt, values):
        from kafka.structs import OffsetAndMetadata
        self.producer.begin_transaction()
        for account, entry in entries(attempt, values):
            self.producer.send(LEDGER, entry, partition=account % LEDGERS)
            self.producer.send(JOURNAL, entry, partition=0)
        places = {p: OffsetAndMetadata(self.consumer.position(p), "", -1) for p in self.consumer.assignment()}
        self.producer.send_offsets_to_transaction(places, self.consumer.group_metadata())

    def commit(self):
        self.producer.commit_transaction()

    def abort(self):
        self.producer.abort_transaction()

    def can_abort(self, problem):
        from kafka import errors
        fatal = (errors.ProducerFencedError, errors.InvalidProducerEpochError, errors.OutOfOrderSequenceNumberError)
        return isinstance(problem, errors.KafkaError) and not isinstance(problem, fatal)

    def rewind(self):
        for place in self.consumer.assignment():
            offset = self.consumer.committed(place)
            self.consumer.seek_to_beginning(place) if offset is None else self.consumer.seek(place, offset)

    def why(self, problem):
        return type(problem).__name__

    def close(self):
        self.consumer.close(autocommit=False)


def work(client, chance):
    """One transaction after the other, until it is stopped or fenced."""
    client.begin_service()
    tell("ready")
    number = 0
    while not stopped:
        values = client.poll(chance.randint(1, 20))
        if not values:
            continue
        number += 1
        attempt = f"{NAME}-{number}"
        tell("begin", a=attempt, n=numbers(values))
        try:
            client.book(attempt, values)
            if chance.random() < ABORTS:
                client.abort()
                tell("aborted", a=attempt)
                client.rewind()
            else:
                tell("ending", a=attempt)
                client.commit()
                tell("committed", a=attempt)
        except Exception as problem:
            tell("failed", a=attempt, why=client.why(problem))
            if not client.can_abort(problem):
                raise
            client.abort()
            tell("aborted", a=attempt)
            client.rewind()


def main():
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.register(signal.SIGUSR1)  # where it stands, in its .err
    tell("born", pid=os.getpid())
    client = {"confluent": Confluent, "kafka-python": KafkaPython}[KIND]()
    try:
        work(client, random.Random(NAME))
        client.close()
        tell("closed")
    except Exception as problem:
        tell("died", why=client.why(problem))
        # It leaves its group, so that others go on at once.
        leaving = threading.Thread(target=client.close, daemon=True)
        leaving.start()
        leaving.join(3)
    os._exit(0)  # a fenced producer has nothing more to flush


main()
