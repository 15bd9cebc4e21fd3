"""The life of a log: stored form (P-13, P-14), deletion (A-11, A-25), compaction (A-26, F-24), live settings (A-27).

Broker settings: the retention and compaction cases want a broker that looks often, and are skipped on one that tells otherwise:
    log.retention.check.interval.ms=300
    log.initial.task.delay.ms=500
    log.cleaner.backoff.ms=100
What is there after a restart is asked in restarts.py.
"""
import functools, time

from lib import wire
from lib.broker import connect, eventually, expect
from lib.case import case
from lib.logs import (HOUR, NOW, Producer, alter_topic, ask, batches_of, comes_to, compacted_topic, delete_records, end, fill,
                      fill_up, often, parts, put, records_of, shown, start, transactional, values)

CODECS = {"uncompressed": 0, "gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}


# ---------------------------------------------------------------- P-13, P-14: what is stored
@case("P-13", "LogAppendTime: the stored batch has bit 3, the append time as MaxTimestamp and a right CRC; the answer tells the time")
def log_append_time():
    with connect() as c:
        topic = c.create_topic(configs={"message.timestamp.type": "LogAppendTime"})
        for codec in range(5):
            before = int(time.time() * 1000)
            answer = c.produce(topic, wire.batch([b"a", b"b"], codec=codec, timestamps=[NOW - HOUR, NOW - 2 * HOUR]))
            got = c.fetch(topic, answer["BaseOffset"])["batches"][0]
            assert before - 1000 <= answer["LogAppendTimeMs"] <= time.time() * 1000 + 1000
            assert got.log_append_time and got.crc_ok and got.codec == codec and got.max_timestamp == answer["LogAppendTimeMs"]
            assert [r.timestamp for r in got.records] == [got.max_timestamp] * 2


@case("P-13", "CreateTime: the timestamps of the producer are stored, bit 3 is clear, the answer's LogAppendTimeMs is -1")
def create_time():
    with connect() as c:
        topic = c.create_topic()
        answer = c.produce(topic, wire.batch([b"a", b"b"], timestamps=[NOW - HOUR, NOW - 2 * HOUR]))
        got = c.fetch(topic, 0)["batches"][0]
        assert answer["LogAppendTimeMs"] == -1 and not got.log_append_time and got.max_timestamp == NOW - HOUR
        assert [r.timestamp for r in got.records] == [NOW - HOUR, NOW - 2 * HOUR]


@case("P-14", "compression.type=producer stores a batch byte for byte, but for base offset and leader epoch")
def stored_as_sent():
    with connect() as c:
        topic, p = c.create_topic(), Producer(c)
        for codec in range(5):
            options = dict(codec=codec, keys=[b"k", None, b""], headers=[[(b"h", b"1"), (b"h", None)], (), ()], timestamp=NOW)
            sent = p.batch([b"v" * 500, None, b""], 3 * codec, **options)
            base = c.produce(topic, sent)["BaseOffset"]
            got = c.fetch(topic, base)["batches"][0]
            assert got.base_offset == base and got.leader_epoch >= 0 and got.crc_ok
            assert got.raw[8:12] == sent[8:12] and got.raw[16:] == sent[16:], f"codec {codec}"


@case("P-14", "any other compression.type re-compresses and keeps offsets, timestamps, keys, headers and producer fields")
def recompressed():
    with connect() as c:
        for setting, codec in CODECS.items():
            topic, p = c.create_topic(configs={"compression.type": setting}), Producer(c)
            for n, sent_codec in enumerate(CODECS.values()):
                times = [NOW - 5, NOW - 9, NOW]
                sent = p.batch([b"v" * 500, None, b""], 3 * n, codec=sent_codec, keys=[b"k", None, b""], timestamps=times,
                               headers=[[(b"h", b"1"), (b"h", None)], (), ()])
                base = c.produce(topic, sent)["BaseOffset"]
                got, source = c.fetch(topic, base)["batches"][0], wire.Batch(sent)
                assert got.codec == codec and got.crc_ok and got.base_offset == base == 3 * n, (setting, sent_codec)
                assert (got.producer_id, got.epoch, got.sequence, got.count) == (p.id, p.epoch, 3 * n, 3)
                assert (got.last_offset_delta, got.max_timestamp) == (2, NOW)
                assert [(r.offset - base, r.timestamp, r.key, r.value, r.headers) for r in got.records] \
                    == [(r.offset, r.timestamp, r.key, r.value, r.headers) for r in source.records]


# ---------------------------------------------------------------- A-11, I-8: DeleteRecords
@case("A-11", "DeleteRecords moves the log start to the offset, and answers it as low watermark")
def delete_to_offset():
    with connect() as c:
        topic = c.create_topic()
        fill(c, topic, 5)
        answer = delete_records(c, topic, 3)
        assert (answer["ErrorCode"], answer["LowWatermark"]) == (0, 3) and (start(c, topic), end(c, topic)) == (3, 5)
        assert [b.base_offset for b in batches_of(c, topic)] == [3, 4]


@case("A-11", "offset -1 means the high watermark; the log is empty then and goes on at the same offset")
def delete_all():
    with connect() as c:
        topic = c.create_topic()
        fill(c, topic, 4)
        assert delete_records(c, topic, -1)["LowWatermark"] == 4 == start(c, topic) == end(c, topic)
        assert c.produce(topic, [b"x"])["BaseOffset"] == 4
        assert values(c.fetch(topic, 4)["batches"]) == [b"x"]


@case("A-11", "an offset above the high watermark, or negative, is 1 OFFSET_OUT_OF_RANGE with low watermark -1, and moves nothing")
def delete_beyond():
    with connect() as c:
        topic = c.create_topic()
        fill(c, topic, 2)
        for offset in (3, 2**60, -2):
            answer = delete_records(c, topic, offset)
            assert (answer["ErrorCode"], answer["LowWatermark"]) == (1, -1), (offset, answer)
        assert start(c, topic) == 0


@case("A-11", "an offset below the log start is no error, and the log start does not go down")
def delete_again():
    with connect() as c:
        topic = c.create_topic()
        fill(c, topic, 5)
        delete_records(c, topic, 3)
        for offset in (0, 2, 3):
            answer = delete_records(c, topic, offset)
            assert (answer["ErrorCode"], answer["LowWatermark"]) == (0, 3)
        assert start(c, topic) == 3


@case("A-11", "cleanup.policy=compact is 44 POLICY_VIOLATION; compact,delete allows it")
def delete_in_compacted():
    with connect() as c:
        for policy, code in {"compact": 44, "compact,delete": 0}.items():
            topic = c.create_topic(configs={"cleanup.policy": policy})
            c.produce(topic, wire.batch([b"v"], keys=[b"k"]))
            expect(delete_records(c, topic, 1)["ErrorCode"], code, policy)
            assert start(c, topic) == (0 if code else 1)


@case("A-11", "an internal topic is 17 INVALID_TOPIC_EXCEPTION")
def delete_in_internal():
    with connect() as c:
        eventually(lambda: expect(c.call("FindCoordinator", 1, {"Key": "g", "KeyType": 0})["ErrorCode"], 0), 20)
        expect(delete_records(c, "__consumer_offsets", 0)["ErrorCode"], 17)


@case("A-11", "each partition of the request has its own answer; unknown ones are 3")
def delete_in_several():
    with connect() as c:
        topic = c.create_topic(2)
        fill(c, topic, 3, 0)
        fill(c, topic, 1, 1)
        answer = c.call("DeleteRecords", 2, {"TimeoutMs": 10000, "Topics": [
            {"Name": topic, "Partitions": [{"PartitionIndex": p, "Offset": 2} for p in (0, 1, 7)]},
            {"Name": "t-none", "Partitions": [{"PartitionIndex": 0, "Offset": 0}]}]})
        got = {(t["Name"], p["PartitionIndex"]): (p["ErrorCode"], p["LowWatermark"]) for t in answer["Topics"] for p in t["Partitions"]}
        assert got == {(topic, 0): (0, 2), (topic, 1): (1, -1), (topic, 7): (3, -1), ("t-none", 0): (3, -1)}, got


@case("A-11", "a waiting fetch below the new log start does not hang: it ends by MaxWaitMs at the latest")
def delete_under_a_fetch():
    with connect() as reader, connect() as c:
        topic = c.create_topic()
        fill(c, topic, 3)
        reader.send("Fetch", 11, ask(topic, {0: 1}, wait_ms=1500, min_bytes=1000000))
        time.sleep(0.1)
        delete_records(c, topic, 3)
        expect(parts(reader.receive(4)[1])[0]["ErrorCode"], 1)


@case("I-8", "a producer's sequence survives the deletion of its records")
def sequence_after_deletion():
    with connect() as c:
        topic, p = c.create_topic(), Producer(c)
        for n in range(3):
            assert p.send(topic, [b"x"]) == n
        assert delete_records(c, topic, -1)["LowWatermark"] == 3
        again = c.produce(topic, p.batch([b"x"], 2))
        assert (again["ErrorCode"], again["BaseOffset"]) == (0, 2), "a repeated batch has its first offset"
        expect(c.produce(topic, p.batch([b"x"], 4))["ErrorCode"], 45)
        assert p.send(topic, [b"x"]) == 3 and end(c, topic) == 4


# ---------------------------------------------------------------- retention
@functools.cache
def large(timestamp=None):
    """A batch that has no room beside another one of its size in a segment of 1 MiB."""
    return wire.batch([bytes(600000)], timestamp=timestamp)


@case("A-25", "retention.ms removes segments whose latest record is too old; an old record beside a young one stays", limit=60)
def retention_by_time():
    with connect() as c:
        often(c, "log.retention.check.interval.ms")
        topic = c.create_topic(configs={"retention.ms": HOUR // 2, "segment.bytes": 1048576})
        for stamp in (NOW - HOUR, NOW - HOUR, NOW):
            expect(c.produce(topic, large(stamp))["ErrorCode"], 0)
        c.produce(topic, wire.batch([b"old"], timestamp=NOW - HOUR))
        eventually(lambda: expect(c.fetch(topic, 1, max_wait_ms=0)["ErrorCode"], 1))
        assert start(c, topic) == 2 and [b.base_offset for b in batches_of(c, topic)] == [2, 3]
        assert c.fetch(topic, 2)["LogStartOffset"] == 2


@case("A-25", "when all records are too old the active segment goes too: the log is empty and goes on at its end", limit=60)
def retention_of_all():
    with connect() as c:
        often(c, "log.retention.check.interval.ms")
        topic = c.create_topic(configs={"retention.ms": HOUR // 2})
        c.produce(topic, wire.batch([b"a", b"b"], timestamp=NOW - HOUR))
        def emptied():
            assert start(c, topic) == 2
        eventually(emptied)
        assert end(c, topic) == 2 and c.produce(topic, [b"c"])["BaseOffset"] == 2
        assert [r.value for r in records_of(c, topic)] == [b"c"]


@case("A-25", "retention.ms=-1 keeps everything; without a setting the broker's seven days hold for the records' own time", limit=60)
def retention_forever():
    with connect() as c:
        often(c, "log.retention.check.interval.ms")
        kept, lost = c.create_topic(configs={"retention.ms": -1}), c.create_topic()
        for topic in (kept, lost):
            c.produce(topic, wire.batch([b"x"], timestamp=NOW - 1000 * HOUR))
        def removed():
            assert start(c, lost) == 1
        eventually(removed)
        assert [r.value for r in records_of(c, kept)] == [b"x"]


@case("A-25", "segment.ms: a record that much younger than the first one of the segment begins a new segment", limit=60)
def rolled_by_time():
    with connect() as c:
        often(c, "log.retention.check.interval.ms")
        one, two = (c.create_topic(configs={"segment.ms": ms}) for ms in (7 * 24 * HOUR, HOUR // 4))
        for topic in (one, two):
            for stamp in (NOW - HOUR, NOW):
                c.produce(topic, wire.batch([b"x"], timestamp=stamp))
            alter_topic(c, topic, {"retention.ms": HOUR // 2})
        def moved():
            assert start(c, two) == 1
        eventually(moved)
        assert start(c, one) == 0, "a segment with a young record was deleted"


@case("A-25", "retention.bytes removes the oldest segments while what remains is not smaller than the limit", limit=60)
def retention_by_size():
    with connect() as c:
        often(c, "log.retention.check.interval.ms")
        topic = c.create_topic(configs={"retention.bytes": 1300000, "segment.bytes": 1048576})
        for _ in range(5):
            expect(c.produce(topic, large())["ErrorCode"], 0)
        def removed():
            assert start(c, topic) == 2
        eventually(removed)
        time.sleep(1)
        assert (start(c, topic), end(c, topic)) == (2, 5)


# ---------------------------------------------------------------- A-26, F-24: compaction
@case("F-24", "compaction leaves the last value of each key at its offset, in batches that still span the removed records", limit=60)
def compaction():
    with connect() as c:
        topic = compacted_topic(c)
        put(c, topic, "a1 b1 c1 d1")
        put(c, topic, "a2 b2")
        put(c, topic, "a3 e1")
        fill_up(c, topic)
        comes_to(c, topic, "2:c1 3:d1 5:b2 6:a3 7:e1")
        spans = [(b.base_offset, b.last_offset, b.count) for b in batches_of(c, topic)]
        assert spans == [(0, 3, 2), (4, 5, 1), (6, 7, 2), (8, 8, 1)], spans
        assert all(b.crc_ok for b in batches_of(c, topic)[:3])
        assert (start(c, topic), end(c, topic)) == (0, 9) and c.produce(topic, wire.batch([b"1"], keys=[b"f"]))["BaseOffset"] == 9


@case("F-24", "a fetch at an offset that compaction removed is no error and goes on behind the gap", limit=60)
def fetch_in_a_gap():
    with connect() as c:
        topic = compacted_topic(c)
        for n in range(5):
            put(c, topic, f"a{n}")
        put(c, topic, "b0")
        fill_up(c, topic)
        comes_to(c, topic, "4:a4 5:b0")
        for offset in range(5):
            part = c.fetch(topic, offset)
            assert part["ErrorCode"] == 0 and part["batches"][-1].last_offset >= 4, f"offset {offset}"
            assert [r.offset for b in part["batches"] for r in b.records if r.offset >= offset][0] == 4


@case("A-26", "compaction looks into compressed batches and keeps their compression and timestamps", limit=60)
def compaction_compressed():
    with connect() as c:
        topic = compacted_topic(c)
        for n, codec in enumerate(CODECS.values()):
            put(c, topic, f"x{n} {'abcde'[n]}1", codec=codec, timestamps=[NOW - 100 + n, NOW - 200 + n])
        fill_up(c, topic)
        comes_to(c, topic, "1:a1 3:b1 5:c1 7:d1 8:x4 9:e1")
        got = batches_of(c, topic)[:5]
        assert [b.codec for b in got] == [0, 1, 2, 3, 4] and all(b.crc_ok for b in got)
        assert [b.records[-1].timestamp for b in got] == [NOW - 200 + n for n in range(5)]


@case("A-26", "the active segment is left alone", limit=60)
def active_segment():
    with connect() as c:
        topic = compacted_topic(c)
        put(c, topic, "a1")
        put(c, topic, "a2")
        fill_up(c, topic)
        put(c, topic, "a3")
        put(c, topic, "a4")
        comes_to(c, topic, "1:a2 3:a3 4:a4")


@case("A-26", "records younger than min.compaction.lag.ms are left alone", limit=60)
def compaction_lag():
    with connect() as c:
        late, soon = compacted_topic(c, min_compaction_lag_ms=HOUR), compacted_topic(c)
        for topic in (late, soon):
            put(c, topic, "a1 a2")
            fill_up(c, topic)
            put(c, topic, "z1")
        comes_to(c, soon, "1:a2 3:z1")
        assert shown(c, late) == "0:a1 1:a2 3:z1"


@case("A-26", "a tombstone removes older values and stays for delete.retention.ms", limit=60)
def tombstone_stays():
    with connect() as c:
        topic = compacted_topic(c)
        put(c, topic, "a1 b1")
        put(c, topic, "a")
        fill_up(c, topic)
        comes_to(c, topic, "1:b1 2:a")


@case("A-26", "after delete.retention.ms a later round of compaction removes the tombstone", limit=90)
def tombstone_goes():
    with connect() as c:
        topic = compacted_topic(c, delete_retention_ms=1)
        put(c, topic, "a1 b1")
        put(c, topic, "a")
        def gone():
            put(c, topic, "z1")
            fill_up(c, topic)
            assert [r.key for r in records_of(c, topic) if r.key in (b"a", b"b")] == [b"b"]
        eventually(gone, 30, pause=0.5)


@case("A-26", "compaction drops the data of aborted transactions and keeps that of committed ones", limit=60)
def compaction_of_aborted():
    with connect() as c:
        topic, p = compacted_topic(c), transactional(c)
        p.send(topic, [b"1"], keys=[b"a"])       # 0
        p.end(True)                              # 1: marker
        p.send(topic, [b"2", b"2"], keys=[b"a", b"b"])
        p.end(False)                             # 4: marker
        put(c, topic, "c1")                      # 5
        assert shown(c, topic) == "0:a1 2:a2 3:b2 5:c1"
        fill_up(c, topic)
        comes_to(c, topic, "0:a1 5:c1")
        part = c.fetch(topic, 0, isolation=1)
        assert values(b for b in part["batches"] if not b.control)[:2] == [b"1", b"1"]


@case("A-26", "compact,delete does both: old segments go though they hold the last value of a key", limit=60)
def compact_and_delete():
    with connect() as c:
        often(c, "log.retention.check.interval.ms")
        topic = compacted_topic(c, cleanup_policy="compact,delete", retention_ms=HOUR // 2)
        put(c, topic, "a1 b1", timestamp=NOW - HOUR)
        fill_up(c, topic, NOW - HOUR)
        put(c, topic, "c1 c2", timestamp=NOW)
        fill_up(c, topic)
        comes_to(c, topic, "4:c2")
        assert start(c, topic) == 3


# ---------------------------------------------------------------- live settings
@case("A-27", "max.message.bytes on a live topic takes effect both ways")
def live_message_size():
    with connect() as c:
        topic, batch = c.create_topic(), wire.batch([bytes(5000)])
        expect(c.produce(topic, batch)["ErrorCode"], 0)
        for limit, code in ((1000, 10), (10000, 0)):
            alter_topic(c, topic, {"max.message.bytes": limit})
            eventually(lambda: expect(c.produce(topic, batch)["ErrorCode"], code))


@case("A-27", "retention.ms on a live topic takes effect", limit=60)
def live_retention():
    with connect() as c:
        often(c, "log.retention.check.interval.ms")
        topic = c.create_topic()
        c.produce(topic, wire.batch([b"x"], timestamp=NOW - HOUR))
        assert start(c, topic) == 0
        alter_topic(c, topic, {"retention.ms": HOUR // 2})
        def removed():
            assert start(c, topic) == 1
        eventually(removed)


@case("A-27", "cleanup.policy on a live topic takes effect: compact refuses null keys (87) and DeleteRecords (44), and back")
def live_policy():
    with connect() as c:
        topic = c.create_topic()
        for policy, produce, delete in (("compact", 87, 44), ("delete", 0, 0)):
            alter_topic(c, topic, {"cleanup.policy": policy})
            eventually(lambda: expect(c.produce(topic, [b"x"])["ErrorCode"], produce))
            expect(delete_records(c, topic, 0)["ErrorCode"], delete)


@case("A-27", "message.timestamp.type and compression.type on a live topic take effect for what comes after")
def live_format():
    with connect() as c:
        topic = c.create_topic()
        c.produce(topic, wire.batch([b"x"], timestamp=NOW - HOUR))
        alter_topic(c, topic, {"message.timestamp.type": "LogAppendTime", "compression.type": "gzip"})
        def changed():
            assert c.produce(topic, wire.batch([b"x"], timestamp=NOW - HOUR))["LogAppendTimeMs"] > NOW - HOUR
        eventually(changed)
        first, *_, last = batches_of(c, topic)
        assert (first.log_append_time, first.codec, first.max_timestamp) == (False, 0, NOW - HOUR)
        assert last.log_append_time and last.codec == 1
