"""What is there after a restart in good order, and after a kill -9.

RESTART=command  stops the broker in good order, starts it with its data, and returns when it serves.
CRASH=command    the same with kill -9.
Each of these commands runs once: all cases share it. What was there before is made in parts (the log, compaction, transactions,
groups); a part that could not be made fails the cases that ask for it, and no others.
"""
import functools, os, subprocess, threading, time, uuid
from types import SimpleNamespace

from lib import wire
from lib.broker import Closed, NoAnswer, connect, eventually, expect
from lib.case import Skipped, case, skip
from lib.logs import (NOW, Producer, ask, batches_of, comes_to, compacted_topic, delete_records, end, epoch_end, fill_up, parts,
                      put, records_of, shown, start, topic_id, transactional, values)

PARTS = []


def part(function):
    """Declares what is made before the restart; it gets the world and a connection of its own."""
    PARTS.append(function)
    return function


@functools.cache
def world(how):
    """Fills a broker, restarts it with the command in the environment variable `how`, and tells what was there before."""
    w, command = SimpleNamespace(topics=[], acked=[], missing={}), os.environ.get(how) or skip(f"needs {how}=command")
    for make in PARTS:
        try:
            with connect() as c:
                make(w, c)
        except Exception as problem:
            w.missing[make.__name__] = problem
    if "log" not in w.missing:
        writer = threading.Thread(target=write_until_closed, args=(w.race, w.acked), daemon=True)
        writer.start()
        while writer.is_alive() and len(w.acked) < 50:
            time.sleep(0.05)
    subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL)
    if "log" not in w.missing:
        writer.join(10)
    with connect() as c:
        for topic in w.topics:
            c.await_leaders(topic, seconds=30)
    return w


def fresh_topic(w, c):
    w.topics.append(c.create_topic(configs={"max.message.bytes": 2000}))
    return w.topics[-1]


@part
def log(w, c):
    w.topic, w.log, w.trimmed, w.race = (fresh_topic(w, c) for _ in range(4))
    w.id = topic_id(c, w.topic)
    w.producer, w.fenced = Producer(c), Producer(c)
    w.offsets = [w.producer.send(w.topic, [b"%d" % n, b"x"]) for n in range(7)]
    w.fenced.epoch = 5
    w.fenced.send(w.topic, [b"epoch 5"])
    for codec in range(5):
        c.produce(w.log, wire.batch([b"a" * 100, b"b"], codec=codec, timestamp=NOW - codec))
    w.batches = [b.raw for b in batches_of(c, w.log)]
    w.epoch = c.list_offset(w.log, -1)["LeaderEpoch"]
    c.produce(w.trimmed, [b"0", b"1", b"2", b"3", b"4"])
    delete_records(c, w.trimmed, 3)
    w.session = c.call("Fetch", 11, ask(w.log, {0: 0}, session=(0, 0)))["SessionId"]


@part
def transactions(w, c):
    w.tx = fresh_topic(w, c)
    w.aborted, w.open = transactional(c), transactional(c)
    w.aborted.send(w.tx, [b"aborted"])       # 0
    w.aborted.end(False)                     # 1: marker
    w.open.send(w.tx, [b"open"])             # 2


@part
def compaction(w, c):
    w.compacted = compacted_before(c)


@part
def groups(w, c):
    w.group_topic = fresh_topic(w, c)
    w.group, w.member = group_with_member(c, w.group_topic)


def compacted_before(c):
    """A topic that compaction has passed over; None where the broker compacts too seldom."""
    try:
        topic = compacted_topic(c)
    except Skipped:
        return None
    put(c, topic, "a1 b1 c1")
    put(c, topic, "a2 b")
    fill_up(c, topic)
    comes_to(c, topic, "2:c1 3:a2 4:b")
    return topic


def write_until_closed(topic, acked):
    """Writes numbers with acks=-1, one at a time, and notes (offset, number) of those that were acknowledged."""
    with connect() as c:
        try:
            for n in range(1000000):
                answer = c.produce(topic, [b"%d" % n])
                if answer["ErrorCode"] == 0:
                    acked.append((answer["BaseOffset"], b"%d" % n))
        except (Closed, NoAnswer, OSError):
            return


def group_with_member(c, topic):
    """A group with one stable member and a committed offset 42. Returns (group, (generation, member id))."""
    group = f"g-{uuid.uuid4().hex[:12]}"
    eventually(lambda: expect(c.call("FindCoordinator", 1, {"Key": group, "KeyType": 0})["ErrorCode"], 0), 20)
    def join():
        answer = c.call("JoinGroup", 1, {"GroupId": group, "SessionTimeoutMs": 600000, "RebalanceTimeoutMs": 60000, "MemberId": "",
                                         "ProtocolType": "consumer", "Protocols": [{"Name": "range", "Metadata": b"m"}]})
        expect(answer["ErrorCode"], 0)
        return answer["GenerationId"], answer["MemberId"]
    generation, member = eventually(join, 20)
    expect(c.call("SyncGroup", 1, {"GroupId": group, "GenerationId": generation, "MemberId": member, "Assignments": [
        {"MemberId": member, "Assignment": b"mine"}]})["ErrorCode"], 0)
    answer = c.call("OffsetCommit", 2, {"GroupId": group, "GenerationIdOrMemberEpoch": generation, "MemberId": member, "Topics": [
        {"Name": topic, "Partitions": [{"PartitionIndex": 0, "CommittedOffset": 42, "CommittedMetadata": "note"}]}]})
    expect(answer["Topics"][0]["Partitions"][0]["ErrorCode"], 0)
    return group, (generation, member)


AFTER = []


def after(id, claim, kinds=("RESTART", "CRASH"), of="log"):
    """Declares a case for each kind of restart, about the part `of` the world; it gets the world and a connection."""
    def declare(function):
        AFTER.append((id, claim, kinds, of, function))
        return function
    return declare


def check(how, of, function):
    w = world(how)
    if of in w.missing:
        raise AssertionError(f"{of} could not be made before the restart: {w.missing[of]!r}")
    with connect() as c:
        function(w, c)


@after("P-3", "all that was acknowledged with acks=-1 is there, at its offset, without gaps")
def acked_data(w, c):
    assert len(w.acked) >= 50, "the writes failed before the stop"
    there = {r.offset: r.value for r in records_of(c, w.race)}
    assert [a for a in w.acked if there.get(a[0]) != a[1]] == []
    assert sorted(there) == list(range(len(there))) and len(there) - len(w.acked) in (0, 1)


@after("P-14", "stored batches have the same bytes and the log goes on at its end")
def same_bytes(w, c):
    assert [b.raw for b in batches_of(c, w.log)][:5] == w.batches
    assert c.produce(w.log, [b"x"])["BaseOffset"] == end(c, w.log) - 1 >= 10


@after("F-16", "lookups by time find the same records")
def same_times(w, c):
    for n in range(5):
        found = c.list_offset(w.log, NOW - n)
        assert (found["Offset"], found["Timestamp"]) == (0, NOW)
    newest = c.list_offset(w.log, -3, version=7)
    assert newest["Timestamp"] >= NOW and (newest["Offset"] == 0 or newest["Offset"] >= 10)


@after("I-8", "producers go on: a repeated last batch has its first offset, a gap is 45, an older epoch 47, the next batch is taken")
def producers_go_on(w, c):
    p, f = w.producer, w.fenced
    p.c = f.c = c
    again = c.produce(w.topic, p.batch([b"6", b"x"], 12))
    assert (again["ErrorCode"], again["BaseOffset"]) == (0, w.offsets[-1]), again
    expect(c.produce(w.topic, p.batch([b"x"], 20))["ErrorCode"], 45)
    f.epoch = 4
    expect(c.produce(w.topic, f.batch([b"x"], 1))["ErrorCode"], 47)
    f.epoch = 5
    assert p.send(w.topic, [b"next"]) == 15 and f.send(w.topic, [b"next"]) == 16


@after("A-11", "deleted records stay deleted", kinds=["RESTART"])
def still_deleted(w, c):
    assert (start(c, w.trimmed), end(c, w.trimmed)) == (3, 5)
    expect(c.fetch(w.trimmed, 2, max_wait_ms=0)["ErrorCode"], 1)


@after("F-24", "a compacted log shows the same records at the same offsets", of="compaction")
def still_compacted(w, c):
    if not w.compacted:
        skip("needs a small log.cleaner.backoff.ms")
    assert shown(c, w.compacted) == "2:c1 3:a2 4:b" and (start(c, w.compacted), end(c, w.compacted)) == (0, 6)
    put(c, w.compacted, "c2")
    assert shown(c, w.compacted) == "2:c1 3:a2 4:b 6:c2"


@after("T-13", "an open transaction is still open and can be committed, an aborted one is still listed as aborted", of="transactions")
def transactions_go_on(w, c):
    w.open.c = c
    part = c.fetch(w.tx, 0, isolation=1)
    assert part["LastStableOffset"] == 2 and [b.base_offset for b in part["batches"]] == [0, 1]
    assert [(t["ProducerId"], t["FirstOffset"]) for t in part["AbortedTransactions"]] == [(w.aborted.id, 0)]
    w.open.end(True)
    def committed():
        assert values(b for b in c.fetch(w.tx, 2, isolation=1)["batches"] if not b.control) == [b"open"]
    eventually(committed)


@after("G-25", "committed offsets are there, and the member goes on in its generation", of="groups")
def group_goes_on(w, c):
    generation, member = w.member
    def offset():
        topics = c.call("OffsetFetch", 1, {"GroupId": w.group, "Topics": [{"Name": w.group_topic, "PartitionIndexes": [0]}]})["Topics"]
        assert topics and topics[0]["Partitions"], "the coordinator still loads"
        part = topics[0]["Partitions"][0]
        assert (part["ErrorCode"], part["CommittedOffset"], part["Metadata"]) == (0, 42, "note"), part
    eventually(offset, 30)
    expect(c.call("Heartbeat", 0, {"GroupId": w.group, "GenerationId": generation, "MemberId": member})["ErrorCode"], 0)


@after("A-27", "topic ids and topic settings are the same")
def same_topics(w, c):
    assert topic_id(c, w.topic) == w.id
    expect(c.produce(w.topic, [bytes(3000)])["ErrorCode"], 10)


@after("FS-4", "fetch sessions are gone: 70 FETCH_SESSION_ID_NOT_FOUND")
def sessions_are_gone(w, c):
    expect(c.call("Fetch", 11, ask(w.log, {}, session=(w.session, 1)))["ErrorCode"], 70)


@after("F-22", "the leader epoch has not gone down; the earlier epoch ends where the new one begins")
def epochs(w, c):
    now = c.list_offset(w.log, -1)["LeaderEpoch"]
    assert now >= w.epoch
    c.produce(w.log, [b"in the new epoch"])
    new = c.list_offset(w.log, -1)["LeaderEpoch"]
    of_batch = {b.base_offset: b.leader_epoch for b in batches_of(c, w.log)}
    assert [of_batch[n] for n in (0, 2, 4, 6, 8)] == [w.epoch] * 5 and of_batch[end(c, w.log) - 1] == new
    if new > w.epoch:
        answer = epoch_end(c, w.log, w.epoch)
        assert (answer["ErrorCode"], answer["LeaderEpoch"], answer["EndOffset"]) == (0, w.epoch, min(o for o, e in of_batch.items() if e > w.epoch))


def new_epoch(w, c):
    """The leader epoch after the restart, once a record is written in it; skips where a restart does not begin a new one."""
    c.produce(w.log, [b"in the new epoch"])
    new = c.list_offset(w.log, -1)["LeaderEpoch"]
    if new == w.epoch:
        skip("the restart began no new leader epoch")
    return new


@after("F-9", "CurrentLeaderEpoch of before is 74 FENCED_LEADER_EPOCH; Fetch v16+ tells the leader and its epoch")
def fenced_epoch(w, c):
    new = new_epoch(w, c)
    expect(c.fetch(w.log, 0, CurrentLeaderEpoch=w.epoch)["ErrorCode"], 74)
    expect(epoch_end(c, w.log, w.epoch, current=w.epoch)["ErrorCode"], 74)
    expect(c.fetch(w.log, 0, CurrentLeaderEpoch=new)["ErrorCode"], 0)
    answer = c.call("Fetch", 16, ask(topic_id(c, w.log), {0: 0}, CurrentLeaderEpoch=w.epoch))
    part = parts(answer)[0]
    expect(part["ErrorCode"], 74)
    assert part["CurrentLeader"]["LeaderEpoch"] == new
    assert [n["NodeId"] for n in answer["NodeEndpoints"]] == [part["CurrentLeader"]["LeaderId"]]


@after("F-10", "a reader that went beyond the end of the earlier epoch is told where it diverges")
def divergence(w, c):
    new = new_epoch(w, c)
    ended = epoch_end(c, w.log, w.epoch)["EndOffset"]
    part = c.fetch(w.log, ended + 1, version=12, LastFetchedEpoch=w.epoch)
    assert (part["ErrorCode"], part["Records"], part["DivergingEpoch"]) == (0, b"", {"Epoch": w.epoch, "EndOffset": ended}), part
    part = c.fetch(w.log, ended, version=12, LastFetchedEpoch=w.epoch)
    assert part["DivergingEpoch"] == {} and part["batches"][0].leader_epoch == new


for how, words in (("RESTART", "a restart"), ("CRASH", "a kill -9")):
    for id, claim, kinds, of, function in AFTER:
        if how in kinds:
            case(id, f"after {words} {claim}", limit=300)(functools.partial(check, how, of, function))
