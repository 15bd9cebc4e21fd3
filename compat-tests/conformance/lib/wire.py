"""Kafka's wire protocol in plain Python, driven by the schema that the broker is built from (Sources/KafkaMessages/Schema).

`api("Fetch").encode_request(version, {...})` and `.decode_response(version, bytes)` turn dictionaries into bytes and
back; missing keys take the schema's default. Record batches of format 2 are built and read by `batch()` and `batches()`.
"""
import functools, glob, gzip, os, struct, uuid, zlib

PROTOCOL = os.environ.get("KAFKA_PROTOCOL") or os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "Sources", "KafkaMessages", "Schema")
NUMBERS = {"int8": ">b", "int16": ">h", "uint16": ">H", "int32": ">i", "uint32": ">I", "int64": ">q", "float64": ">d"}
FOREVER = 1 << 30


class Malformed(ValueError):
    """The bytes do not fit the schema."""


# ---------------------------------------------------------------- schema
def ranges(text):
    """'0-3,5,7+' -> [(0, 3), (5, 5), (7, FOREVER)]"""
    if text in (None, "", "none"):
        return []
    out = []
    for part in text.split(","):
        if part.endswith("+"):
            out.append((int(part[:-1]), FOREVER))
        else:
            low, _, high = part.partition("-")
            out.append((int(low), int(high or low)))
    return out


def within(rs, version):
    return any(low <= version <= high for low, high in rs)


class Field:
    def __init__(self, name, type, attributes, versions):
        self.name, self.array = name, type.startswith("[]")
        self.type = type[2:] if self.array else type
        self.versions = ranges(versions)
        self.nullable = ranges(attributes.get("null"))
        self.tag = int(attributes["tag"]) if "tag" in attributes else None
        self.tagged = ranges(attributes.get("tagged"))
        self.default = attributes.get("default")
        self.compact = attributes.get("flexible") != "none"
        self.children = []

    def value_if_absent(self):
        if self.default == "null":
            return None
        if self.array:
            return []
        if self.type == "struct":
            return {}
        if self.type == "string":
            return "" if self.default in (None, '""') else self.default
        if self.type in ("bytes", "records"):
            return b""
        if self.type == "uuid":
            return uuid.UUID(int=0)
        if self.type == "bool":
            return self.default == "true"
        return (float if self.type == "float64" else int)(self.default or 0)


class Message:
    def __init__(self, words):
        attributes = dict(w.split("=", 1) for w in words if "=" in w)
        self.valid = ranges(attributes.get("valid"))
        self.legacy = ranges(attributes.get("legacy"))
        self.flexible = ranges(attributes.get("flexible"))
        self.unstable = ranges(attributes.get("unstable"))
        self.type = attributes.get("type")
        self.fields = []


def parse(path):
    """-> (head lines as word lists, {section name: Message})"""
    head, sections, stack = [], {}, []
    for line in open(path, encoding="utf-8"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if not line.startswith(" "):
            if words[0] in ("request", "response", "header"):
                message = sections[words[0]] = Message(words[1:])
            elif words[0] == "message":
                message = sections[words[1]] = Message(words[2:])
            else:
                head.append(words)
                continue
            stack = [message.fields]
            continue
        depth = (len(line) - len(line.lstrip(" "))) // 2
        attributes = dict(w.split("=", 1) for w in words[3:])
        field = Field(words[0], words[1], attributes, words[2])
        stack = stack[:depth]
        stack[-1].append(field)
        stack.append(field.children)
    return head, sections


class Api:
    def __init__(self, path):
        head, sections = parse(path)
        facts = {words[0]: words[1:] for words in head}
        self.key, self.name = int(facts["api"][0]), facts["api"][1]
        self.advertise = ranges(facts["advertise"][0]) if "advertise" in facts else []
        self.request, self.response = sections["request"], sections["response"]

    def header_version(self, version):
        return 2 if within(self.request.flexible, version) else 1

    def encode_request(self, version, body):
        return encode(self.request, version, body)

    def decode_request(self, version, data):
        return decode(self.request, version, data)

    def encode_response(self, version, body):
        return encode(self.response, version, body)

    def decode_response(self, version, data):
        return decode(self.response, version, data)


@functools.cache
def apis():
    found = [Api(p) for p in sorted(glob.glob(os.path.join(PROTOCOL, "[0-9][0-9][0-9]_*.txt")))]
    if not found:
        raise SystemExit(f"no message definitions (NNN_Name.txt) in {PROTOCOL}: set KAFKA_PROTOCOL to the folder that has them")
    return {a.name: a for a in found} | {a.key: a for a in found}


def api(name_or_key):
    return apis()[name_or_key]


@functools.cache
def messages(file):
    """The messages of a records_*.txt file, by name."""
    return parse(os.path.join(PROTOCOL, file + ".txt"))[1]


@functools.cache
def error_names():
    out = {}
    for line in open(os.path.join(PROTOCOL, "errors.txt"), encoding="utf-8"):
        words = line.split()
        if words and words[0].lstrip("-").isdigit():
            out[int(words[0])] = words[1]
    return out


def error(code):
    return f"{code} {error_names().get(code, '?')}"


# ---------------------------------------------------------------- primitive coding
class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if count < 0 or self.at + count > len(self.data):
            raise Malformed(f"{count} bytes wanted at {self.at} of {len(self.data)}")
        piece = self.data[self.at:self.at + count]
        self.at += count
        return bytes(piece)

    def number(self, type):
        return struct.unpack(NUMBERS[type], self.take(struct.calcsize(NUMBERS[type])))[0]

    def uvarint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def varint(self):
        value = self.uvarint()
        return (value >> 1) ^ -(value & 1)

    @property
    def left(self):
        return len(self.data) - self.at


def uvarint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def varint(value):
    return uvarint((value << 1) ^ (value >> 63) if value < 0 else value << 1)


def _read_plain(r, type, flexible):
    if type == "bool":
        return r.take(1) != b"\0"
    if type in NUMBERS:
        return r.number(type)
    if type == "uuid":
        return uuid.UUID(bytes=r.take(16))
    if type == "string":
        length = r.uvarint() - 1 if flexible else r.number("int16")
    else:
        length = r.uvarint() - 1 if flexible else r.number("int32")
    if length < 0:
        return None
    data = r.take(length)
    return data.decode() if type == "string" else data


def _read_field(r, f, version, flexible, tagged=False):
    compact = flexible and f.compact
    if f.array:
        count = r.uvarint() - 1 if compact else r.number("int32")
        if count < 0:
            return None
        return [_read_struct(r, f.children, version, flexible) if f.type == "struct" else _read_plain(r, f.type, compact)
                for _ in range(count)]
    if f.type == "struct":
        if within(f.nullable, version) and (r.uvarint() == 0 if tagged else r.number("int8") < 0):
            return None
        return _read_struct(r, f.children, version, flexible)
    return _read_plain(r, f.type, compact)


def _read_struct(r, fields, version, flexible):
    out, tags = {}, {}
    for f in fields:
        if not within(f.versions, version):
            continue
        if f.tag is not None and within(f.tagged, version):
            tags[f.tag] = f
            out[f.name] = f.value_if_absent()
        else:
            out[f.name] = _read_field(r, f, version, flexible)
    if flexible:
        for _ in range(r.uvarint()):
            tag, size = r.uvarint(), r.uvarint()
            data = r.take(size)
            if tag in tags:
                out[tags[tag].name] = _read_field(Reader(data), tags[tag], version, flexible, True)
            else:
                out.setdefault("_unknown_tags", {})[tag] = data
    return out


def _write_plain(type, flexible, value):
    if type == "bool":
        return b"\1" if value else b"\0"
    if type in NUMBERS:
        return struct.pack(NUMBERS[type], value)
    if type == "uuid":
        return value.bytes
    data = value.encode() if isinstance(value, str) else value
    if flexible:
        return uvarint(0) if data is None else uvarint(len(data) + 1) + data
    form = ">h" if type == "string" else ">i"
    return struct.pack(form, -1) if data is None else struct.pack(form, len(data)) + data


def _write_field(f, version, flexible, value, tagged=False):
    compact = flexible and f.compact
    if f.array:
        if value is None:
            return uvarint(0) if compact else struct.pack(">i", -1)
        head = uvarint(len(value) + 1) if compact else struct.pack(">i", len(value))
        return head + b"".join(
            _write_struct(f.children, version, flexible, v) if f.type == "struct" else _write_plain(f.type, compact, v)
            for v in value)
    if f.type == "struct":
        if within(f.nullable, version):
            if value is None:
                return uvarint(0) if tagged else b"\xff"
            return (uvarint(1) if tagged else b"\1") + _write_struct(f.children, version, flexible, value)
        return _write_struct(f.children, version, flexible, value)
    return _write_plain(f.type, compact, value)


def _write_struct(fields, version, flexible, values):
    unknown = set(values) - {f.name for f in fields} - {"_unknown_tags"}
    if unknown:
        raise KeyError(f"no such field: {sorted(unknown)}")
    out, tags = b"", {}
    for f in fields:
        if not within(f.versions, version):
            continue
        value = values.get(f.name, f.value_if_absent())
        if f.tag is not None and within(f.tagged, version):
            if value != f.value_if_absent():
                tags[f.tag] = _write_field(f, version, flexible, value, True)
            continue
        out += _write_field(f, version, flexible, value)
    if flexible:
        tags |= values.get("_unknown_tags", {})
        out += uvarint(len(tags)) + b"".join(uvarint(t) + uvarint(len(b)) + b for t, b in sorted(tags.items()))
    return out


def encode(message, version, values):
    return _write_struct(message.fields, version, within(message.flexible, version), values)


def decode(message, version, data):
    r = Reader(data)
    out = _read_struct(r, message.fields, version, within(message.flexible, version))
    if r.left:
        raise Malformed(f"{r.left} bytes left over")
    return out


# ---------------------------------------------------------------- records
def _crc32c_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
        table.append(n)
    return table


_TABLE = _crc32c_table()


def crc32c(data):
    value = 0xFFFFFFFF
    for byte in data:
        value = _TABLE[(value ^ byte) & 255] ^ (value >> 8)
    return value ^ 0xFFFFFFFF


def record(key=None, value=b"", headers=(), timestamp_delta=0, offset_delta=0):
    def blob(b):
        return varint(-1) if b is None else varint(len(b)) + b
    body = b"\0" + varint(timestamp_delta) + varint(offset_delta) + blob(key) + blob(value) + varint(len(headers))
    for k, v in headers:
        body += varint(len(k)) + k + blob(v)
    return varint(len(body)) + body


def batch(values, *, keys=None, headers=None, timestamp=None, timestamps=None, codec=0, producer_id=-1, epoch=-1,
          sequence=-1, transactional=False, control=False, log_append_time=False, base_offset=0, leader_epoch=-1, magic=2,
          attributes=0, count=None, last_offset_delta=None, max_timestamp=None, crc=None, length=None, records=None):
    """A RecordBatch of format 2 as bytes. `values` are byte strings or None; codec 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd.

    count, last_offset_delta, max_timestamp, crc, length and records override what would be computed: for broken batches."""
    import time
    base = int(time.time() * 1000) if timestamp is None else timestamp
    times = timestamps or [base] * len(values)
    base = times[0] if times else base
    if records is None:
        records = b"".join(
            record(keys[i] if keys else None, v, headers[i] if headers else (), times[i] - base, i)
            for i, v in enumerate(values))
        records = compress(codec, records)
    attributes |= codec | (8 if log_append_time else 0) | (16 if transactional else 0) | (32 if control else 0)
    n = len(values)
    tail = struct.pack(">hiqqqhii", attributes, n - 1 if last_offset_delta is None else last_offset_delta, base,
                       max(times, default=base) if max_timestamp is None else max_timestamp, producer_id, epoch, sequence,
                       n if count is None else count) + records
    crc = crc32c(tail) if crc is None else crc
    head = struct.pack(">ibI", leader_epoch, magic, crc)
    return struct.pack(">qi", base_offset, len(head + tail) if length is None else length) + head + tail


class Batch:
    """A batch as read: header fields, `.records` = list of Record (decompressed), `.raw` = its bytes."""
    def __init__(self, raw):
        self.raw = raw
        (self.base_offset, self.length, self.leader_epoch, self.magic, self.crc, self.attributes, self.last_offset_delta,
         self.base_timestamp, self.max_timestamp, self.producer_id, self.epoch, self.sequence, self.count) = \
            struct.unpack(">qiibIhiqqqhii", raw[:61])
        self.codec, self.log_append_time = self.attributes & 7, bool(self.attributes & 8)
        self.transactional, self.control = bool(self.attributes & 16), bool(self.attributes & 32)
        self.last_offset = self.base_offset + self.last_offset_delta

    @property
    def crc_ok(self):
        return crc32c(self.raw[21:]) == self.crc

    @functools.cached_property
    def records(self):
        r, out = Reader(decompress(self.codec, self.raw[61:])), []
        for _ in range(self.count):
            one = Reader(r.take(r.varint()))
            one.take(1)
            time, offset = one.varint(), one.varint()
            length = one.varint()
            key = None if length < 0 else one.take(length)
            length = one.varint()
            value = None if length < 0 else one.take(length)
            headers = []
            for _ in range(one.varint()):
                name = one.take(one.varint())
                length = one.varint()
                headers.append((name, None if length < 0 else one.take(length)))
            stamp = self.max_timestamp if self.log_append_time else self.base_timestamp + time
            out.append(Record(self.base_offset + offset, stamp, key, value, headers))
        return out


class Record:
    def __init__(self, offset, timestamp, key, value, headers):
        self.offset, self.timestamp, self.key, self.value, self.headers = offset, timestamp, key, value, headers

    def __repr__(self):
        return f"Record({self.offset}, {self.key!r}, {self.value!r})"


def batches(data):
    """The whole batches in the `Records` bytes of a Fetch response; a cut-off tail is left out."""
    out, at = [], 0
    while data and at + 61 <= len(data):
        size = 12 + struct.unpack(">i", data[at + 8:at + 12])[0]
        if at + size > len(data):
            break
        out.append(Batch(bytes(data[at:at + size])))
        at += size
    return out


def compress(codec, data):
    if codec == 0:
        return data
    if codec == 1:
        return gzip.compress(data)
    import cramjam  # PyPI: snappy, lz4 and zstd in one wheel
    if codec == 2:
        return bytes(cramjam.snappy.compress_raw(data))
    if codec == 3:
        return _lz4_frame(data)
    return bytes(cramjam.zstd.compress(data))


def _lz4_frame(data):
    """An LZ4 frame of independent 64 KiB blocks; Kafka refuses linked ones (cramjam's default)."""
    import cramjam
    out = bytes.fromhex("04224d18604082")
    for at in range(0, len(data), 65536):
        plain = data[at:at + 65536]
        block = bytes(cramjam.lz4.compress_block(plain, store_size=False))
        out += struct.pack("<I", len(block)) + block if len(block) < len(plain) else struct.pack("<I", len(plain) | 1 << 31) + plain
    return out + bytes(4)


def decompress(codec, data):
    if codec == 0:
        return data
    if codec == 1:
        return zlib.decompress(data, 47)
    import cramjam
    if codec == 2:
        if data[:8] == b"\x82SNAPPY\0":
            r, out = Reader(data[16:]), b""
            while r.left:
                out += bytes(cramjam.snappy.decompress_raw(r.take(r.number("int32"))))
            return out
        return bytes(cramjam.snappy.decompress_raw(data))
    if codec == 3:
        return bytes(cramjam.lz4.decompress(data))
    return bytes(cramjam.zstd.decompress(data))
