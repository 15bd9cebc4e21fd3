"""C: connection, framing, versions.

Besides the variables in lib/cluster.py:
IDLE_MS     connections.max.idle.ms of the broker, when it was started with a short one (5000, say);
            IDLE_BOOTSTRAP names it where it is another one than BOOTSTRAP
START_WITH  shell command that starts a fresh broker with the properties line in $LINE beside its own, sees whether it serves,
            and ends it; its exit status says so
"""
import os, struct, subprocess, time, uuid

from lib import wire
from lib.broker import CLIENT, Closed, NoAnswer, connect, eventually, expect
from lib.case import case
from lib.cluster import configure, login, need, nodes

SOFTWARE = {"ClientSoftwareName": "conformance", "ClientSoftwareVersion": "1.0"}
LARGEST = 104857600  # socket.request.max.bytes


@case("C-1", "pipelined requests are answered in their order, with their correlation ids")
def pipelining():
    with connect() as c:
        sent = [c.send("ApiVersions", 0), c.send("Metadata", 4, {"Topics": []}), c.send("ApiVersions", 2)]
        assert [c.receive()[0] for _ in sent] == sent


@case("C-1", "a long-polling Fetch holds back the answers behind it on its connection, and only there")
def fetch_blocks_followers():
    with connect() as c, connect() as other:
        topic, begun = c.create_topic(), time.time()
        fetch = c.send("Fetch", 11, {"MaxWaitMs": 700, "MinBytes": 1, "MaxBytes": 1000, "Topics": [{
            "Topic": topic, "Partitions": [{"Partition": 0, "FetchOffset": 0, "PartitionMaxBytes": 1000}]}]})
        quick = c.send("ApiVersions", 0)
        other.call("ApiVersions", 0)
        assert time.time() - begun < 0.5, "another connection had to wait"
        assert [c.receive()[0], c.receive()[0]] == [fetch, quick]
        assert time.time() - begun > 0.6, "the fetch did not wait"


@case("C-1", "the correlation id is the client's to choose and comes back unchanged")
def correlation_ids():
    with connect() as c:
        for number in (0, -1, 2147483647, -2147483648, 7, 7):
            c.send_frame(struct.pack(">hhih", 18, 0, number, -1))
            assert struct.unpack(">i", c.receive_frame()[:4])[0] == number


@case("C-2", "a frame with a negative size closes the connection")
def negative_frame():
    with connect() as c:
        c.send_frame(b"", size=-1)
        assert c.is_closed()


@case("C-2", "a frame above socket.request.max.bytes closes the connection at once, before its body was sent")
def oversized_frame():
    with connect() as c:
        c.send_frame(b"", size=LARGEST + 1)
        assert c.is_closed()
    with connect() as c:
        c.send_frame(b"\0", size=LARGEST)
        assert not c.is_closed(within=0.5), "the largest size was refused"


@case("C-2", "before SASL is done a frame may not exceed 524288 bytes")
def oversized_sasl_frame():
    with connect(to=need("SASL_BOOTSTRAP")) as c:
        c.send_frame(b"", size=524289)
        assert c.is_closed()
    with connect(to=need("SASL_BOOTSTRAP")) as c:
        c.send_frame(b"\0", size=524288)
        assert not c.is_closed(within=0.5), "the largest size was refused"


@case("C-3", "an unknown api key closes the connection without an answer")
def unknown_api():
    for key in (-1, 999, 32767):
        with connect() as c:
            c.send_frame(struct.pack(">hhih", key, 0, 1, -1))
            try:
                answer = c.receive_frame()
            except Closed:
                continue
            raise AssertionError(f"api key {key} was answered with {answer!r}")


@case("C-3", "a version outside the advertised range closes the connection without an answer")
def unknown_version():
    with connect() as c:
        ranges = c.versions()
    for name in ("Metadata", "ListGroups", "CreateTopics", "InitProducerId"):
        for version in (-1, ranges[name][1] + 1, 32767):
            with connect() as c:
                c.send_frame(struct.pack(">hhih", wire.api(name).key, version, 1, -1) + bytes(16))
                try:
                    answer = c.receive_frame()
                except Closed:
                    continue
                raise AssertionError(f"{name} v{version} was answered with {answer!r}")


@case("C-3", "every advertised version is served, and its answer fits the schema to the last byte")
def every_version():
    empty = {"ApiVersions": SOFTWARE, "Metadata": {"Topics": []}, "FindCoordinator": {"Key": "x"}, "ListGroups": {},
             "DescribeGroups": {"Groups": []}, "DescribeConfigs": {"Resources": []}, "DescribeCluster": {},
             "DescribeLogDirs": {"Topics": []}, "ListOffsets": {"ReplicaId": -1, "Topics": []},
             "DeleteGroups": {"GroupsNames": []}, "DescribeTransactions": {"TransactionalIds": []}, "ListTransactions": {},
             "CreatePartitions": {"Topics": [], "TimeoutMs": 1000}, "DescribeProducers": {"Topics": []}}
    with connect() as c:
        ranges = c.versions()
        for name, body in empty.items():
            low, high = ranges[name]
            for version in range(low, high + 1):
                fields = {f.name for f in wire.api(name).request.fields if wire.within(f.versions, version)}
                if name == "FindCoordinator" and "CoordinatorKeys" in fields:
                    body = {"CoordinatorKeys": ["x"]}
                try:
                    c.call(name, version, {k: v for k, v in body.items() if k in fields})
                except (Closed, NoAnswer, wire.Malformed) as problem:
                    raise AssertionError(f"{name} v{version}: {type(problem).__name__} {problem}")


@case("C-3", "the advertised ranges hold the single versions by which librdkafka before 2.11.1 turns its features on")
def librdkafka_features():
    wanted = {"Produce": (3, 7), "Fetch": (4, 10), "FindCoordinator": (0,), "JoinGroup": (2, 5), "SaslHandshake": (0, 1),
              "SaslAuthenticate": (0,), "ApiVersions": (0,), "ListOffsets": (1,), "InitProducerId": (0,),
              "OffsetForLeaderEpoch": (2,), "AddPartitionsToTxn": (0,), "AddOffsetsToTxn": (0,), "Metadata": (4,),
              "DescribeConfigs": (1,), "DescribeGroups": (0,), "ListGroups": (0,), "LeaveGroup": (1,)}
    with connect() as c:
        ranges = c.versions()
    for name, versions in wanted.items():
        low, high = ranges[name]
        assert all(low <= v <= high for v in versions), f"{name} {low}-{high} lacks one of {versions}"


@case("C-4", "ApiVersions of an unknown version gets a v0 answer with error 35 and stays connected")
def api_versions_fallback():
    with connect() as c:
        for version in (99, 5, 32767):
            c.send("ApiVersions", version, raw=b"\x02x\x02y\x00")
            _, answer = c.receive(version=0)
            expect(answer["ErrorCode"], 35)
            own = [k for k in answer["ApiKeys"] if k["ApiKey"] == 18]
            assert own and own[0]["MinVersion"] == 0 and own[0]["MaxVersion"] >= 3, own
        expect(c.call("ApiVersions", 0)["ErrorCode"], 0)


@case("C-5", "ApiVersions answers carry response header v0 in every version, also where the body is flexible")
def api_versions_header():
    with connect() as c:
        count = len(c.call("ApiVersions", 0)["ApiKeys"])
        for version in (0, 1, 2, 3, 4):
            number = c.send("ApiVersions", version, SOFTWARE if version >= 3 else {})
            frame = c.receive_frame()
            # correlation id, error code, then the array: a count in four bytes, or from v3 a varint of count + 1
            array = wire.uvarint(count + 1) if version >= 3 else struct.pack(">i", count)
            head = struct.pack(">ih", number, 0) + array
            assert frame.startswith(head), f"v{version} begins with {frame[:12].hex()}, expected {head.hex()}"


@case("C-6", "a client software name or version with other letters than the pattern allows → 42")
def software_name():
    with connect() as c:
        for text in ("", " ", "-x", "x-", ".x", "x.", "a b", "a/b", "a_b", "é"):
            for field in SOFTWARE:
                expect(c.call("ApiVersions", 3, SOFTWARE | {field: text})["ErrorCode"], 42, f"{field} {text!r}")
        for text in ("x", "7", "a-b.c", "a--b", "2.15.0-RC1"):
            for field in SOFTWARE:
                expect(c.call("ApiVersions", 3, SOFTWARE | {field: text})["ErrorCode"], 0, f"{field} {text!r}")


@case("C-7", "ApiVersions is answered before SASL begins and after it is done")
def api_versions_and_sasl():
    with login() as c:
        expect(c.call("ApiVersions", 3, SOFTWARE)["ErrorCode"], 0, "after authentication")
    with connect(to=need("SASL_BOOTSTRAP")) as c:
        assert len(c.call("ApiVersions", 3, SOFTWARE)["ApiKeys"]) > 20
        expect(c.call("SaslHandshake", 1, {"Mechanism": "PLAIN"})["ErrorCode"], 0, "handshake after ApiVersions")


@case("C-7", "before SASL is done every other request closes the connection")
def nothing_else_before_sasl():
    with connect(to=need("SASL_BOOTSTRAP")) as c:
        c.send("Metadata", 1, {"Topics": []})
        assert c.is_closed()
    with connect(to=need("SASL_BOOTSTRAP")) as c:
        expect(c.call("SaslHandshake", 1, {"Mechanism": "PLAIN"})["ErrorCode"], 0)
        c.send("Metadata", 1, {"Topics": []})
        assert c.is_closed()


@case("C-8", "answers up to v3 leave out features whose lowest level is 0; v4 may show them")
def features():
    with connect() as c:
        old, new = (c.call("ApiVersions", v, SOFTWARE) for v in (3, 4))
        assert all(f["MinVersion"] > 0 for f in old["SupportedFeatures"]), old["SupportedFeatures"]
        names = {f["Name"] for f in new["SupportedFeatures"]}
        assert {f["Name"] for f in old["SupportedFeatures"]} == \
            {f["Name"] for f in new["SupportedFeatures"] if f["MinVersion"] > 0}
        for feature in new["FinalizedFeatures"]:
            assert feature["Name"] in names, f"{feature['Name']} is finalized but not supported"
        assert new["FinalizedFeaturesEpoch"] >= 0 or not new["FinalizedFeatures"], "epoch -1 means: nothing is known"


@case("C-9", "unknown tags in the header, the body and its inner structs are skipped")
def unknown_tags():
    with connect() as c:
        topic = c.create_topic()
        tag = {"_unknown_tags": {77: b"from the future", 90: b""}}
        body = wire.api("Metadata").encode_request(9, {"Topics": [{"Name": topic} | tag], "AllowAutoTopicCreation": False} | tag)
        tags = wire.uvarint(1) + wire.uvarint(200) + wire.uvarint(3) + b"new"
        c.owed[501] = wire.api("Metadata"), 9
        c.send_frame(struct.pack(">hhih", 3, 9, 501, len(CLIENT)) + CLIENT.encode() + tags + body)
        number, answer = c.receive()
        assert number == 501 and [t["Name"] for t in answer["Topics"]] == [topic], answer
        expect(answer["Topics"][0]["ErrorCode"], 0)


@case("C-10", "bytes left over after the last field are ignored")
def trailing_bytes():
    with connect() as c:
        topic = c.create_topic()
        answer = c.call("Metadata", 4, {"Topics": [{"Name": topic}]}, trailing=b"\1\2\3")
        assert [t["Name"] for t in answer["Topics"]] == [topic]
        # librdkafka 2.16 asks for all topics with a count of four zero bytes, of which only the first belongs to the field
        for version in (9, 10, 12):
            answer = c.call("Metadata", version, raw=bytes(8))
            assert topic in [t["Name"] for t in answer["Topics"]], f"v{version}"
            assert {t["TopicAuthorizedOperations"] for t in answer["Topics"]} == {-2147483648}


@case("C-11", "the client id may be null or empty, with either request header")
def no_client_id():
    with connect() as c:
        for client in (None, ""):
            assert c.call("Metadata", 4, {"Topics": []}, client=client)["Brokers"]
            assert c.call("Metadata", 9, {"Topics": []}, client=client)["Brokers"]


@case("C-12", "a connection without requests is closed after connections.max.idle.ms", limit=60)
def idle():
    allowed = int(need("IDLE_MS")) / 1000
    address = os.environ.get("IDLE_BOOTSTRAP")
    with connect(to=address) as quiet, connect(to=address) as busy:
        quiet.call("ApiVersions", 0)
        begun = time.time()
        while time.time() - begun < allowed * 0.8:
            busy.call("ApiVersions", 0)
            assert not quiet.is_closed(within=allowed / 10), "closed too early"
        busy.call("ApiVersions", 0)
        assert quiet.is_closed(within=allowed), "still open"
        busy.call("ApiVersions", 0)


@case("C-13", "connections above max.connections.per.ip are closed at once; the setting can be changed while running")
def connections_per_ip():
    with connect() as c:
        def another():
            try:
                with connect(timeout=2) as extra:
                    return bool(extra.call("ApiVersions", 0))
            except (Closed, OSError):
                return False

        def until(wanted):
            assert another() == wanted, "served" if not wanted else "closed"
        try:
            configure(c, "max.connections.per.ip", 1)
            eventually(lambda: until(False))
            expect(c.call("ApiVersions", 0)["ErrorCode"], 0, "the connection that was open before")
        finally:
            configure(c, "max.connections.per.ip", None)
        eventually(lambda: until(True))


@case("C-13", "max.connection.creation.rate delays new connections but refuses none")
def connection_rate():
    def burst(count):
        """The seconds that so many connections, one after the other, take."""
        begun = time.time()
        for _ in range(count):
            with connect() as one:
                one.call("ApiVersions", 0)
        return time.time() - begun

    with connect() as c:
        try:
            configure(c, "max.connection.creation.rate", 2)
            slow = burst(26)
        finally:
            configure(c, "max.connection.creation.rate", None)
        assert slow > 1, f"26 connections at 2 per second took {slow:.2f} s"

        def quick():
            assert burst(26) < 1, "still slow"
        eventually(quick, seconds=15)


def learned(c):
    """All addresses that a client learns on this connection."""
    group = c.call("FindCoordinator", 1, {"Key": "conformance", "KeyType": 0})
    batch = c.call("FindCoordinator", 4, {"CoordinatorKeys": ["conformance"], "KeyType": 0})["Coordinators"][0]
    assert group["ErrorCode"] == batch["ErrorCode"] == 0, f"FindCoordinator {group['ErrorCode']} {batch['ErrorCode']}"
    found = c.call("Metadata", 1, {"Topics": []})["Brokers"] + c.call("DescribeCluster", 0)["Brokers"] + [group, batch]
    return {f"{one['Host']}:{one['Port']}" for one in found}


@case("C-14", "every address that a client learns leads back to the same cluster")
def addresses_work():
    with connect() as c:
        cluster = c.call("Metadata", 2, {"Topics": []})["ClusterId"]
        for address in eventually(lambda: learned(c)):
            with connect(to=address) as other:
                assert other.call("Metadata", 2, {"Topics": []})["ClusterId"] == cluster, address


@case("C-14", "a client learns only addresses of the listener it came in on")
def addresses_per_listener():
    other = need("OTHER_LISTENER")
    with connect() as here, connect(to=other) as there:
        assert other not in eventually(lambda: learned(here))
        assert other in nodes(there)
        assert not nodes(here).keys() & nodes(there).keys()
        answer = there.call("FindCoordinator", 1, {"Key": "conformance", "KeyType": 0})
        assert answer["ErrorCode"] != 0 or f"{answer['Host']}:{answer['Port']}" in nodes(there)


@case("C-15", "a broker does not start with advertised.listeners=0.0.0.0", limit=180)
def wildcard_advertised():
    def starts(line):
        surroundings = os.environ | {"LINE": line}
        return subprocess.run(need("START_WITH"), shell=True, env=surroundings, capture_output=True).returncode == 0
    assert starts(""), "the command itself does not work"
    assert not starts("advertised.listeners=PLAINTEXT://0.0.0.0:9092"), "it started"


@case("C-16", "the answer to a throttled request comes at once with ThrottleTimeMs; then the connection is not read that long")
def throttling():
    client = f"throttled-{uuid.uuid4().hex[:8]}"
    entity = [{"EntityType": "client-id", "EntityName": client}]

    def quota(c, rate):
        answer = c.call("AlterClientQuotas", 0, {"Entries": [{"Entity": entity, "Ops": [{
            "Key": "producer_byte_rate", "Value": rate or 0.0, "Remove": rate is None}]}]})
        expect(answer["Entries"][0]["ErrorCode"], 0, "AlterClientQuotas")

    with connect() as c:
        topic = c.create_topic()
        quota(c, 1000.0)
        try:
            def produce():
                return c.call("Produce", 7, {"Acks": 1, "TimeoutMs": 5000, "TopicData": [{"Name": topic, "PartitionData": [{
                    "Index": 0, "Records": wire.batch([bytes(11500)])}]}]}, client=client)

            def throttled():
                begun = time.time()
                answer = produce()
                taken, pause = time.time() - begun, answer["ThrottleTimeMs"] / 1000
                assert pause > 0, "not throttled"
                return taken, pause
            taken, pause = eventually(throttled)
            assert taken < pause and taken < 0.5, f"the throttled answer took {taken:.2f} s"
            begun = time.time()
            c.call("ApiVersions", 0, timeout=pause + 5)
            waited = time.time() - begun
            assert waited > 0.8 * pause, f"told to wait {pause:.2f} s, but the next request was served after {waited:.2f} s"
        finally:
            with connect() as d:
                quota(d, None)


@case("C-17", "a request body that cannot be read closes the connection")
def malformed():
    broken = {"Metadata v4, a thousand topics announced, none there": ("Metadata", 4, struct.pack(">i", 1000)),
              "Metadata v4, a text longer than the frame": ("Metadata", 4, struct.pack(">ih", 1, 999) + b"x"),
              "Metadata v9, an endless varint": ("Metadata", 9, b"\xff" * 12),
              "Produce v7, cut off": ("Produce", 7, b"\xff\xff\0"),
              "Fetch v11, empty": ("Fetch", 11, b"")}
    for what, (name, version, body) in broken.items():
        with connect() as c:
            c.send(name, version, raw=body)
            assert c.is_closed(), what


@case("C-17", "a frame too short for a request header closes the connection")
def no_header():
    for frame in (b"", b"\0", b"\0\x12\0\0"):
        with connect() as c:
            c.send_frame(frame)
            assert c.is_closed(), frame


# Not seen from outside: that a listener without a host binds all interfaces (C-15), without a second interface to ask from.
