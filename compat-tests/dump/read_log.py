#!/usr/bin/env python3
"""Reads the files of a data directory, and prints them as JSON lines (docs/log-dump.md).

Written from the formats' descriptions alone (docs/log-format.md, Kafka's documentation), with
nothing but the standard library, so that it shares no line and no mistake with `strom log dump`:
their outputs are compared byte for byte.

usage: read_log.py [--no-records] PATH      a data directory, a partition's directory, or a file
"""

import base64
import ctypes
import json
import os
import re
import struct
import sys
import zlib


def crc32c_table():
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
        table.append(crc)
    return table


CRC32C_TABLE = crc32c_table()


def crc32c(data):
    table, crc = CRC32C_TABLE, 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


class Malformed(Exception):
    """The bytes are not what they should be."""


# Decompression -----------------------------------------------------------------------------------


def gunzip(data):
    result = b""
    try:
        while data:
            stream = zlib.decompressobj(wbits=31)
            result += stream.decompress(data) + stream.flush()
            if not stream.eof:
                raise Malformed
            data = stream.unused_data
    except zlib.error as error:
        raise Malformed from error
    return result


def unsnap_block(data):
    """A raw snappy block (github.com/google/snappy, format_description.txt)."""
    expected, position = unsigned_varint(data, 0)
    result = bytearray()
    while position < len(data):
        tag = data[position]
        position += 1
        if tag & 3 == 0:
            length = tag >> 2
            if length >= 60:
                count = length - 59
                length = int.from_bytes(data[position : position + count], "little")
                position += count
            length += 1
            if position + length > len(data):
                raise Malformed
            result += data[position : position + length]
            position += length
            continue
        if tag & 3 == 1:
            length = (tag >> 2 & 7) + 4
            distance = (tag >> 5) << 8 | data[position]
            position += 1
        else:
            length = (tag >> 2) + 1
            count = 2 if tag & 3 == 2 else 4
            distance = int.from_bytes(data[position : position + count], "little")
            position += count
        copy_back(result, distance, length)
    if len(result) != expected:
        raise Malformed
    return bytes(result)


def unsnap(data):
    """A raw block, or Xerial's framing: a magic, two versions, and blocks with their lengths."""
    if not data.startswith(b"\x82SNAPPY\0"):
        return unsnap_block(data)
    result, position = b"", 16
    while position < len(data):
        (size,) = struct.unpack_from(">i", data, position)
        position += 4
        if size < 0 or position + size > len(data):
            raise Malformed
        result += unsnap_block(data[position : position + size])
        position += size
    return result


def copy_back(result, distance, length):
    if distance == 0 or distance > len(result):
        raise Malformed
    for _ in range(length):
        result.append(result[-distance])


def unlz4_block(data, result):
    """An LZ4 block, appended to what was decompressed before (github.com/lz4/lz4, doc/)."""
    position = 0
    while position < len(data):
        token = data[position]
        position += 1
        length, position = lz4_length(data, position, token >> 4)
        if position + length > len(data):
            raise Malformed
        result += data[position : position + length]
        position += length
        if position == len(data):
            return
        distance = int.from_bytes(data[position : position + 2], "little")
        length, position = lz4_length(data, position + 2, token & 15)
        copy_back(result, distance, length + 4)


def lz4_length(data, position, length):
    if length == 15:
        while True:
            byte = data[position]
            position += 1
            length += byte
            if byte != 255:
                break
    return length, position


def unlz4(data):
    """LZ4 frames, one after the other."""
    result, position = bytearray(), 0
    while position < len(data):
        if data[position : position + 4] != b"\x04\x22\x4d\x18":
            raise Malformed
        flags = data[position + 4]
        position += 6 + (8 if flags & 8 else 0) + (4 if flags & 1 else 0) + 1
        frame = bytearray()
        while True:
            (size,) = struct.unpack_from("<I", data, position)
            position += 4
            if size == 0:
                break
            is_plain, size = size >> 31, size & 0x7FFFFFFF
            if position + size > len(data):
                raise Malformed
            block = data[position : position + size]
            position += size + (4 if flags & 16 else 0)
            if is_plain:
                frame += block
            else:
                # Where blocks depend on each other, all that came before may be referred to.
                before = bytearray() if flags & 32 else frame
                start = len(before)
                grown = bytearray(before)
                unlz4_block(block, grown)
                frame += grown[start:]
        position += 4 if flags & 4 else 0
        result += frame
    return bytes(result)


class ZstdBuffer(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_void_p), ("size", ctypes.c_size_t), ("position", ctypes.c_size_t)]


def unzstd(data):
    """The standard library has no zstd before Python 3.14: the C library, straight."""
    library = ctypes.CDLL("libzstd.so.1")
    library.ZSTD_createDStream.restype = ctypes.c_void_p
    library.ZSTD_decompressStream.restype = ctypes.c_size_t
    library.ZSTD_decompressStream.argtypes = [ctypes.c_void_p] * 3
    library.ZSTD_freeDStream.argtypes = [ctypes.c_void_p]
    stream = library.ZSTD_createDStream()
    source = ctypes.create_string_buffer(data, len(data))
    target = ctypes.create_string_buffer(1 << 17)
    taken = ZstdBuffer(ctypes.cast(source, ctypes.c_void_p), len(data), 0)
    result, left = b"", 1
    try:
        while True:
            given = ZstdBuffer(ctypes.cast(target, ctypes.c_void_p), len(target), 0)
            left = library.ZSTD_decompressStream(stream, ctypes.byref(given), ctypes.byref(taken))
            if library.ZSTD_isError(ctypes.c_size_t(left)):
                raise Malformed
            result += target.raw[: given.position]
            if taken.position == len(data) and given.position < len(target):
                break
    finally:
        library.ZSTD_freeDStream(stream)
    if left != 0:
        raise Malformed
    return result


CODECS = ["none", "gzip", "snappy", "lz4", "zstd"]
DECOMPRESS = {1: gunzip, 2: unsnap, 3: unlz4, 4: unzstd}

# Records -----------------------------------------------------------------------------------------


def unsigned_varint(data, position):
    value = shift = 0
    while True:
        if position >= len(data) or shift > 63:
            raise Malformed
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, position


class Cursor:
    def __init__(self, data):
        self.data, self.position = data, 0

    def varint(self):
        value, self.position = unsigned_varint(self.data, self.position)
        return value >> 1 ^ -(value & 1)

    def take(self, count):
        if count < 0 or self.position + count > len(self.data):
            raise Malformed
        self.position += count
        return self.data[self.position - count : self.position]

    def bytes_or_null(self):
        length = self.varint()
        return None if length < 0 else self.take(length)


def plain(data):
    """Bytes as JSON: text where they are UTF-8, base64 where they are not."""
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}


CONTROLS = {
    0: "abort", 1: "commit", 2: "leaderChange", 3: "snapshotHeader", 4: "snapshotFooter",
    5: "kraftVersion", 6: "kraftVoters",
}  # fmt: skip


def read_record(cursor, header):
    body = Cursor(cursor.take(cursor.varint()))
    body.take(1)
    timestamp = header["baseTimestamp"] + body.varint()
    if header["timestampType"] == "LogAppendTime":
        timestamp = header["maxTimestamp"]
    offset = header["baseOffset"] + body.varint()
    key, value = body.bytes_or_null(), body.bytes_or_null()
    headers = []
    for _ in range(body.varint()):
        name = body.bytes_or_null()
        if name is None:
            raise Malformed
        headers.append({"key": plain(name), "value": plain(body.bytes_or_null())})
    if body.position != len(body.data):
        raise Malformed
    line = {"type": "record", "offset": offset, "timestamp": timestamp}
    if header["isControl"]:
        kind = struct.unpack_from(">h", key, 2)[0] if key and len(key) >= 4 else -1
        line["control"] = CONTROLS.get(kind, str(kind))
    line.update(key=plain(key), value=plain(value), headers=headers)
    return line


def read_records(data, header):
    codec = header["attributes"] & 7
    if codec:
        if codec not in DECOMPRESS:
            raise Malformed
        data = DECOMPRESS[codec](data)
    cursor = Cursor(data)
    return [read_record(cursor, header) for _ in range(header["recordCount"])]


HEADER = struct.Struct(">qiibIhiqqqhii")


def read_batch_header(data, position):
    (
        base_offset, length, leader_epoch, magic, crc, attributes, last_offset_delta,
        base_timestamp, max_timestamp, producer_id, producer_epoch, base_sequence, record_count,
    ) = HEADER.unpack_from(data, position)  # fmt: skip
    if length < 49:
        raise Malformed("length")
    if position + 12 + length > len(data):
        raise Malformed("cutOff")
    if magic != 2:
        raise Malformed("magic")
    codec = attributes & 7
    return {
        "type": "batch",
        "position": position,
        "byteCount": 12 + length,
        "baseOffset": base_offset,
        "lastOffset": base_offset + last_offset_delta,
        "leaderEpoch": leader_epoch,
        "crc": crc,
        "crcIsRight": crc == crc32c(data[position + 21 : position + 12 + length]),
        "attributes": attributes,
        "compression": CODECS[codec] if codec < len(CODECS) else str(codec),
        "timestampType": "LogAppendTime" if attributes & 8 else "CreateTime",
        "isTransactional": attributes & 16 != 0,
        "isControl": attributes & 32 != 0,
        "baseTimestamp": base_timestamp,
        "maxTimestamp": max_timestamp,
        "producerId": producer_id,
        "producerEpoch": producer_epoch,
        "baseSequence": base_sequence,
        "recordCount": record_count,
    }


def dump_segment(data, emit, with_records):
    position = 0
    while position < len(data):
        left = len(data) - position
        if not any(data[position:]):
            emit({"type": "zeros", "position": position, "byteCount": left})
            return
        try:
            if left < HEADER.size:
                raise Malformed("cutOff")
            header = read_batch_header(data, position)
        except Malformed as error:
            emit({
                "type": "unreadable", "position": position, "byteCount": left, "reason": str(error),
            })  # fmt: skip
            return
        emit(header)
        end = position + header["byteCount"]
        if with_records and header["crcIsRight"]:
            start = position + HEADER.size
            try:
                records = read_records(data[start:end], header)
            except (Malformed, IndexError, struct.error):
                emit({
                    "type": "unreadable", "position": start, "byteCount": end - start,
                    "reason": "records",
                })  # fmt: skip
            else:
                for record in records:
                    emit(record)
        position = end


# Indexes -----------------------------------------------------------------------------------------


def entries(data, layout, emit):
    """Whole entries, up to the zeros that an index in use may end with."""
    size = struct.calcsize(layout)
    position = 0
    while position + size <= len(data):
        if not any(data[position:]):
            if position > 0 or len(data) > size:
                break
        yield struct.unpack_from(layout, data, position)
        position += size
    if position < len(data):
        is_zero = not any(data[position:])
        emit({
            "type": "zeros" if is_zero else "unreadable", "position": position,
            "byteCount": len(data) - position, **({} if is_zero else {"reason": "cutOff"}),
        })  # fmt: skip


def dump_offset_index(data, base, emit):
    for relative, position in entries(data, ">ii", emit):
        emit({"type": "offsetEntry", "offset": base + relative, "position": position})


def dump_time_index(data, base, emit):
    for timestamp, relative in entries(data, ">qi", emit):
        emit({"type": "timeEntry", "timestamp": timestamp, "offset": base + relative})


def dump_transaction_index(data, emit):
    for version, producer, first, last, stable in entries(data, ">hqqqq", emit):
        emit({
            "type": "abortedTransaction", "version": version, "producerId": producer,
            "firstOffset": first, "lastOffset": last, "lastStableOffset": stable,
        })  # fmt: skip


# Producers' states -------------------------------------------------------------------------------


def dump_snapshot(data, base, emit):
    try:
        lines = read_snapshot(data, base)
    except (Malformed, struct.error):
        lines = [{"type": "unreadable", "position": 0, "byteCount": len(data), "reason": "snapshot"}]
    for line in lines:
        emit(line)


def read_snapshot(data, base):
    if data[:2] == b"\0\1":
        return read_kafka_snapshot(data)
    magic, version, crc, end, count = struct.unpack_from(">HHIqi", data)
    if magic != 0x5354 or version != 1 or crc != crc32c(data[8:]) or end != base:
        raise Malformed
    lines, position = [{"type": "snapshot", "format": "strom-1", "endOffset": end}], 20
    for _ in range(count):
        producer, epoch, coordinator, start, last_write, batches = struct.unpack_from(
            ">qhiqqb", data, position
        )
        position += 31
        if not 0 <= batches <= 5:
            raise Malformed
        line = producer_line(producer, epoch, coordinator, start, last_write)
        for _ in range(batches):
            sequence, offset, delta, timestamp = struct.unpack_from(">iqiq", data, position)
            position += 24
            line["batches"].append(batch_line(sequence, offset, delta, timestamp))
        lines.append(line)
    (count,) = struct.unpack_from(">i", data, position)
    position += 4
    for _ in range(count):
        first, marker = struct.unpack_from(">qq", data, position)
        position += 16
        lines.append({"type": "endedTransaction", "firstOffset": first, "markerOffset": marker})
    if position != len(data):
        raise Malformed
    return lines


def read_kafka_snapshot(data):
    crc, count = struct.unpack_from(">Ii", data, 2)
    if crc != crc32c(data[6:]):
        raise Malformed
    lines, position = [{"type": "snapshot", "format": "kafka-1"}], 10
    for _ in range(count):
        producer, epoch, sequence, offset, delta, timestamp, coordinator, start = (
            struct.unpack_from(">qhiqiqiq", data, position)
        )
        position += 46
        line = producer_line(producer, epoch, coordinator, start, timestamp)
        if sequence >= 0 and offset >= 0:
            line["batches"].append(batch_line(sequence, offset, delta, timestamp))
        lines.append(line)
    if position != len(data):
        raise Malformed
    return lines[:1] + sorted(lines[1:], key=lambda line: line["producerId"])


def producer_line(producer, epoch, coordinator, start, last_write):
    return {
        "type": "producer", "producerId": producer, "producerEpoch": epoch,
        "coordinatorEpoch": coordinator, "transactionStart": None if start < 0 else start,
        "lastWrite": last_write, "batches": [],
    }  # fmt: skip


def batch_line(sequence, offset, delta, timestamp):
    return {
        "lastSequence": sequence, "lastOffset": offset, "offsetDelta": delta,
        "timestamp": timestamp,
    }  # fmt: skip


# Text --------------------------------------------------------------------------------------------


def dump_rows(data, emit, fields, line):
    """Kafka's checkpoints: the version 0, the number of rows, the rows."""
    try:
        text = data.decode("utf-8")
        lines = text[:-1].split("\n")
        if not text.endswith("\n") or lines[0] != "0" or number(lines[1]) != len(lines) - 2:
            raise Malformed
        rows = [row.split(" ") for row in lines[2:]]
        if any(len(row) != fields for row in rows):
            raise Malformed
        emitted = [line(*row) for row in rows]
    except (Malformed, ValueError, IndexError):
        emitted = [{"type": "unreadable", "position": 0, "byteCount": len(data), "reason": "text"}]
    for each in emitted:
        emit(each)


def number(text):
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise Malformed
    return int(text)


def epoch_row(epoch, offset):
    return {"type": "epoch", "epoch": number(epoch), "startOffset": number(offset)}


def offset_row(topic, partition, offset):
    return {
        "type": "offset", "topic": topic, "partition": number(partition), "offset": number(offset),
    }  # fmt: skip


def dump_properties(data, emit, separator):
    for row in data.decode("utf-8", "replace").split("\n"):
        row = row.strip("\r \t")
        if row and not row.startswith("#"):
            key, _, value = row.partition(separator)
            emit({"type": "property", "key": key.strip(" "), "value": value.strip(" ")})


# Files -------------------------------------------------------------------------------------------

CHECKPOINTS = {
    "recovery-point-offset-checkpoint", "replication-offset-checkpoint",
    "log-start-offset-checkpoint", "cleaner-offset-checkpoint",
}  # fmt: skip


def kind_of(name):
    match = re.fullmatch(r"(\d{20})\.(log|index|timeindex|txnindex|snapshot)", name)
    if match:
        kinds = {
            "log": "segment", "index": "offsetIndex", "timeindex": "timeIndex",
            "txnindex": "transactionIndex", "snapshot": "producerSnapshot",
        }  # fmt: skip
        return kinds[match.group(2)]
    if re.fullmatch(r"\d{20}-\d{10}\.checkpoint", name):
        return "metadataSnapshot"
    if name == "leader-epoch-checkpoint":
        return "epochs"
    if name in CHECKPOINTS:
        return "offsets"
    if name in ("meta.properties", "partition.metadata"):
        return "properties"
    return "text" if name in (".kafka_cleanshutdown", "quorum-state") else "other"


def dump_file(path, shown, emit, with_records):
    with open(path, "rb") as file:
        data = file.read()
    name = os.path.basename(path)
    kind = kind_of(name)
    emit({"file": shown, "kind": kind, "byteCount": len(data)})
    if kind in ("segment", "metadataSnapshot"):
        dump_segment(data, emit, with_records)
    elif kind == "offsetIndex":
        dump_offset_index(data, int(name[:20]), emit)
    elif kind == "timeIndex":
        dump_time_index(data, int(name[:20]), emit)
    elif kind == "transactionIndex":
        dump_transaction_index(data, emit)
    elif kind == "producerSnapshot":
        dump_snapshot(data, int(name[:20]), emit)
    elif kind == "epochs":
        dump_rows(data, emit, 2, epoch_row)
    elif kind == "offsets":
        dump_rows(data, emit, 3, offset_row)
    elif kind == "properties":
        dump_properties(data, emit, "=" if name == "meta.properties" else ":")
    elif kind == "text":
        emit({"type": "text", "text": plain(data)})


def dump(path, shown, emit, with_records):
    if os.path.isdir(path):
        for name in sorted(os.listdir(os.fsencode(path))):
            name = os.fsdecode(name)
            inner = f"{shown}/{name}" if shown else name
            dump(os.path.join(path, name), inner, emit, with_records)
    else:
        dump_file(path, shown or os.path.basename(path), emit, with_records)


def main(arguments):
    with_records = "--no-records" not in arguments
    paths = [argument for argument in arguments if not argument.startswith("-")]
    if len(paths) != 1:
        sys.exit(__doc__)

    def emit(line):
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        sys.stdout.buffer.write(text.encode("utf-8") + b"\n")

    dump(paths[0], "", emit, with_records)


if __name__ == "__main__":
    main(sys.argv[1:])
