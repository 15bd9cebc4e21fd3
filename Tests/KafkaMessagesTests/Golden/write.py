#!/usr/bin/env python3
"""Writes messages.txt: messages as the conformance suite's codec makes them, and what is in them.

That codec reads the same schema and shares no code with MessageCompiler. Run it from anywhere; it takes no arguments.
"""
import os, sys, uuid

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..", "..")
os.environ["KAFKA_PROTOCOL"] = os.path.join(ROOT, "Sources", "KafkaMessages", "Schema")
sys.path.insert(0, os.path.join(ROOT, "compat-tests", "conformance"))
from lib import wire  # noqa: E402

# What is written: message, versions. Requests and responses are `Api.request` and `Api.response`.
WANTED = [
    ("Produce.request", [3, 8, 9, 12, 13]), ("Produce.response", [3, 8, 10, 13]),
    ("Fetch.request", [4, 11, 12, 15, 17, 18]), ("Fetch.response", [4, 11, 12, 13, 16, 18]),
    ("ListOffsets.request", [1, 4, 6, 11]), ("ListOffsets.response", [1, 6]),
    ("Metadata.request", [0, 1, 9, 12]), ("Metadata.response", [0, 5, 9, 13]),
    ("OffsetCommit.request", [2, 8, 10]), ("OffsetFetch.response", [1, 7, 8, 10]),
    ("FindCoordinator.request", [0, 3, 4]), ("JoinGroup.request", [0, 5, 9]), ("JoinGroup.response", [0, 9]),
    ("SyncGroup.response", [0, 5]), ("DescribeGroups.response", [0, 6]), ("ApiVersions.request", [0, 3]),
    ("ApiVersions.response", [0, 2, 3, 4]), ("CreateTopics.request", [2, 5, 7]), ("CreateTopics.response", [2, 5, 7]),
    ("DeleteTopics.request", [1, 6]), ("InitProducerId.request", [0, 2, 5]), ("AddPartitionsToTxn.request", [0, 3, 4]),
    ("WriteTxnMarkers.request", [1, 2]), ("DescribeConfigs.response", [1, 4]),
    ("IncrementalAlterConfigs.request", [0, 1]), ("DescribeCluster.response", [0, 2]),
    ("AlterClientQuotas.request", [0, 1]), ("DescribeTopicPartitions.request", [0]),
    ("DescribeTopicPartitions.response", [0]), ("ConsumerGroupHeartbeat.request", [0, 1]),
    ("ConsumerGroupHeartbeat.response", [0]), ("StreamsGroupHeartbeat.request", [0]),
    ("BrokerRegistration.request", [0, 4]), ("FetchSnapshot.response", [0, 1]),
    ("records_kraft_metadata.RegisterBrokerRecord", [0, 3]), ("records_kraft_metadata.PartitionRecord", [0, 1, 2]),
    ("records_kraft_metadata.PartitionChangeRecord", [0, 2]), ("records_kraft_metadata.ConfigRecord", [0]),
    ("records_group_coordinator.OffsetCommitValue", [0, 1, 3, 4]),
    ("records_group_coordinator.GroupMetadataValue", [0, 3, 4]),
    ("records_group_coordinator.ConsumerGroupMemberMetadataValue", [0]),
    ("records_transaction_log.TransactionLogValue", [0, 1]), ("records_control.VotersRecord", [0]),
    ("records_consumer_protocol.ConsumerProtocolSubscription", [0, 3]),
]


class Values:
    """Values for fields, none like the one before; what may be null is null now and then."""

    def __init__(self):
        self.count = 0

    def of(self, field, version):
        if wire.within(field.nullable, version) and self.next() % 4 == 0:
            return None
        if field.array:
            return [self.one(field, version) for _ in range(0 if self.next() % 7 == 0 else 1 + self.count % 2)]
        return self.one(field, version)

    def next(self):
        self.count += 1
        return self.count

    def one(self, field, version):
        n = self.next()
        if field.type == "struct":
            return self.struct(field.children, version)
        if field.type == "string":
            return "" if n % 11 == 0 else f"text-{n}-ä" if n % 2 else "x" * n
        if field.type in ("bytes", "records"):
            return bytes([n % 256, 0, 255][: n % 4])
        if field.type == "uuid":
            return uuid.UUID(int=n << 64 | n * 7)
        if field.type == "bool":
            return n % 2 == 0
        if field.type == "float64":
            return n * 1.25
        bits = int(field.type.replace("uint", "int")[3:])
        return n * n * 7919 * 104729 % (1 << bits - 1) * (-1 if n % 5 == 0 and not field.type.startswith("u") else 1)

    def struct(self, fields, version):
        return {f.name: self.of(f, version) for f in fields if wire.within(f.versions, version)}


def lines(fields, version, values, path=""):
    """`path=value` for each field, in the order of the schema; what a version does not have is left out."""
    for f in fields:
        if not wire.within(f.versions, version):
            continue
        name = path + f.name[0].lower() + f.name[1:]
        value = values[f.name]
        if value is None:
            yield f"{name}=null"
        elif f.array:
            yield f"{name}.count={len(value)}"
            for i, one in enumerate(value):
                yield from element(f, version, one, f"{name}[{i}]")
        else:
            yield from element(f, version, value, name)


def element(field, version, value, name):
    if field.type == "struct":
        yield from lines(field.children, version, value, name + ".")
    elif field.type in ("bytes", "records"):
        yield f"{name}={value.hex()}"
    elif field.type == "uuid":
        yield f"{name}={value.hex}"
    elif field.type == "bool":
        yield f"{name}={str(value).lower()}"
    else:
        yield f"{name}={value}"


def definition(name):
    first, second = name.split(".")
    if second in ("request", "response"):
        return first + second.capitalize(), getattr(wire.api(first), second)
    return second, wire.messages(first)[second]


def main():
    with open(os.path.join(HERE, "messages.txt"), "w", encoding="utf-8") as out:
        out.write("# Written by write.py: message, version, bytes, and the fields that are in them.\n")
        for name, versions in WANTED:
            type_name, message = definition(name)
            for version in versions:
                values = Values().struct(message.fields, version)
                data = wire.encode(message, version, values)
                assert wire.decode(message, version, data) == values, (name, version)
                out.write(f"\n{type_name} {version} {data.hex()}\n")
                for line in lines(message.fields, version, values):
                    out.write(line + "\n")


main()
