import Bytes
import Cluster
import Syscalls
import Testing

/// The statements N-1 … N-6 of docs/kafka-semantics.md, as far as one group sees them.
@Suite struct ConsumerGroupTests {
    @Test func `a first member is given everything at once, in epoch 1`() throws {
        var world = World(topics: ["t": 3])
        let answer = try world.join("a", "t")
        #expect(answer.epoch == 1)
        #expect(answer.assignment == world.partitions(["t": [0, 1, 2]]))
        #expect(world.group.stateName == "Stable")
        #expect(world.group.epoch == 1 && world.group.assignmentEpoch == 1)
    }

    @Test func `a partition goes to its new owner only after the old one let go`() throws {
        var world = World(topics: ["t": 3])
        try world.join("a", "t")
        try world.confirm("a")
        #expect(try world.join("b", "t").assignment?.isEmpty == true)
        #expect(world.group.stateName == "Reconciling")
        #expect(try world.beat("a").epoch == 1)
        let kept = try #require(world.clients["a"]?.given)
        #expect(kept.count == 2)
        #expect(try world.beat("b").assignment == nil)
        #expect(try world.confirm("a").epoch == 2)
        try world.beat("b")
        #expect(world.clients["b"]?.given.union(kept) == world.partitions(["t": [0, 1, 2]]))
        #expect(world.group.stateName == "Stable")
    }

    @Test func `whoever does not let go in time is taken out`() throws {
        var world = World(topics: ["t": 2])
        try world.join("a", "t", rebalanceTimeoutMs: 1500)
        try world.confirm("a")
        try world.join("b", "t")
        try world.beat("a")
        world.wait(1400)
        #expect(try world.beat("a").epoch == 1)
        world.wait(100)
        #expect(throws: ConsumerGroupError.unknownMember) { try world.beat("a") }
        try world.settle("b")
        #expect(world.clients["b"]?.owned == world.partitions(["t": [0, 1]]))
    }

    @Test func `a heartbeat for which there is nothing to do is answered at once`() throws {
        var world = World(topics: ["t": 2])
        try world.join("a", "t")
        try world.confirm("a")
        #expect(world.steadyCount == 0)
        try world.beat("a")
        #expect(world.steadyCount == 1)
        world.setTopic("t", 3)
        #expect(try world.beat("a").assignment == world.partitions(["t": [0, 1, 2]]))
        #expect(world.steadyCount == 1)
        world.wait(30_000)
        try world.beat("a")
        world.wait(30_000)
        #expect(world.steadyCount == 2 && world.group.members.count == 1)
    }

    @Test func `a silent member is taken out after its session timeout`() throws {
        var world = World(topics: ["t": 2])
        try world.join("a", "t")
        world.wait(44_999)
        try world.beat("a")
        world.wait(45_000)
        #expect(world.group.members.isEmpty)
        #expect(world.group.stateName == "Empty")
    }

    @Test func `epochs above the known one are fenced, and lost answers are forgiven`() throws {
        var world = World(topics: ["t": 2])
        try world.join("a", "t")
        try world.confirm("a")
        let before = try #require(world.clients["a"]).owned
        try world.join("b", "t")
        try world.beat("a")
        try world.confirm("a")
        let now = try #require(world.clients["a"]).owned
        #expect(throws: ConsumerGroupError.fencedMemberEpoch) { try world.beat("a", epoch: 3) }
        #expect(throws: ConsumerGroupError.fencedMemberEpoch) { try world.beat("a", epoch: 1) }
        #expect(throws: ConsumerGroupError.fencedMemberEpoch) {
            try world.beat("a", epoch: 1, owned: before)
        }
        #expect(try world.beat("a", epoch: 1, owned: now).epoch == 2)
    }

    @Test func `a static member that returns finds what it had, and nobody else moves`() throws {
        var world = World(topics: ["t": 2])
        try world.join("r", "t", instance: "rock")
        try world.confirm("r")
        try world.join("b", "t")
        try world.settle("r", "b")
        let had = try #require(world.clients["r"]).owned
        try world.leave("r", epoch: -2)
        #expect(try world.beat("b").assignment == nil)
        #expect(throws: ConsumerGroupError.fencedMemberEpoch) { try world.beat("r", epoch: 2) }
        #expect(try world.join("r2", "t", instance: "rock").assignment == had)
        #expect(world.group.epoch == 2)
        #expect(throws: ConsumerGroupError.fencedInstance) { try world.beat("r", epoch: 2) }
        #expect(throws: ConsumerGroupError.unreleasedInstance) {
            try world.join("r3", "t", instance: "rock")
        }
    }

    @Test func `the id of another member is no new self of a static one`() throws {
        var world = World(topics: ["t": 2])
        try world.join("r", "t", instance: "rock")
        try world.join("b", "t")
        try world.settle("r", "b")
        try world.leave("r", epoch: -2)
        #expect(throws: ConsumerGroupError.unreleasedInstance) {
            try world.join("b", "t", instance: "rock")
        }
        #expect(Set(world.group.members.map(\.id)).count == 2)
    }

    @Test func `topics that come, grow and go move the group epoch`() throws {
        var world = World(topics: ["t": 1])
        try world.join("a", "t", "later")
        try world.settle("a")
        world.setTopic("later", 2)
        try world.settle("a")
        #expect(world.clients["a"]?.owned == world.partitions(["t": [0], "later": [0, 1]]))
        world.setTopic("t", 3)
        try world.settle("a")
        #expect(world.clients["a"]?.owned.count == 5)
        world.setTopic("later", nil)
        try world.settle("a")
        #expect(world.clients["a"]?.owned == world.partitions(["t": [0, 1, 2]]))
        #expect(world.group.epoch == 4)
    }

    @Test func `the records are the group`() throws {
        var world = World(topics: ["t": 4, "u": 2])
        try world.join("a", "t", instance: "rock")
        try world.confirm("a")
        try world.join("b", "t", "u")
        try world.beat("a")
        var loaded = ConsumerGroup(id: "g", settings: .init())
        for record in world.written {
            loaded.replay(record)
        }
        loaded.beginService(now: world.now)
        #expect(loaded.epoch == world.group.epoch)
        #expect(loaded.assignmentEpoch == world.group.assignmentEpoch)
        #expect(loaded.targets == world.group.targets)
        #expect(loaded.members.map(\.id) == world.group.members.map(\.id))
        for (one, other) in zip(loaded.members, world.group.members) {
            #expect(one.assigned == other.assigned && one.state == other.state)
            #expect(one.epoch == other.epoch && one.topicNames == other.topicNames)
        }
    }

    @Test(arguments: 0..<200)
    func `no partition ever has two owners`(seed: UInt64) throws {
        var world = World(topics: ["t": 6, "u": 3])
        var random = SeededGenerator(seed: seed)
        for step in 0..<60 {
            let id = "m\(Int.random(in: 0..<5, using: &random))"
            let isIn = world.clients[id] != nil
            switch Int.random(in: 0..<10, using: &random) {
            case 0 where !isIn, 1 where !isIn, 2 where !isIn:
                try world.join(id, Bool.random(using: &random) ? "t" : "u")
            case 3 where isIn && step % 3 == 0: try world.leave(id, epoch: -1)
            case 4: world.setTopic("t", Int32.random(in: 1...8, using: &random))
            case 5 where isIn: world.clients[id] = nil
            case _ where isIn:
                _ = try? world.beat(id)
                if Bool.random(using: &random) { _ = try? world.confirm(id) }
            default: break
            }
            world.wait(Int64.random(in: 0...3000, using: &random))
            world.forgetTakenOut()
            #expect(world.hasNoDoubleOwner, "seed \(seed), step \(step)")
        }
    }
}

/// A group, the topics that there are, and clients that do what they are told.
private struct World {
    struct Client {
        var epoch: Int32 = 0
        var instance: String?
        var given = PartitionSet()
        var owned = PartitionSet()
    }

    var group = ConsumerGroup(id: "g", settings: .init())
    var clients: [String: Client] = [:]
    var written: [ConsumerGroupRecord] = []
    private var topics: [String: Int32]
    private var milliseconds: Int64 = 0
    private var version: Int64 = 0
    /// Heartbeats for which there was nothing to do.
    private(set) var steadyCount = 0

    init(topics: [String: Int32]) {
        self.topics = topics
    }

    var now: Instant { Instant(nanoseconds: milliseconds * 1_000_000) }

    private var directory: TopicDirectory {
        let topics = topics
        return TopicDirectory(
            version: version,
            topic: { name in topics[name].map { (World.id(of: name), $0) } },
            name: { id in topics.keys.first { World.id(of: $0) == id } },
            matching: { regex in Set(topics.keys.filter { $0.hasPrefix(regex) }) })
    }

    static func id(of name: String) -> Uuid {
        Uuid(high: 7, low: UInt64(name.utf8.reduce(0) { $0 * 31 + Int($1) }))
    }

    func partitions(_ named: [String: [Int32]]) -> PartitionSet {
        PartitionSet(named.map { (World.id(of: $0.key), $0.value) })
    }

    mutating func setTopic(_ name: String, _ count: Int32?) {
        topics[name] = count
        version += 1
    }

    mutating func wait(_ milliseconds: Int64) {
        self.milliseconds += milliseconds
        group.tick(topics: directory, now: now, wallTime: Timestamp(rawValue: self.milliseconds))
        written += group.takeRecords()
    }

    @discardableResult mutating func join(
        _ id: String, _ names: String..., instance: String? = nil,
        rebalanceTimeoutMs: Int32 = 30_000
    ) throws -> ConsumerHeartbeatAnswer {
        var request = ConsumerHeartbeat()
        request.memberID = id
        request.instanceID = instance
        request.topicNames = Set(names)
        request.rebalanceTimeoutMs = rebalanceTimeoutMs
        request.owned = PartitionSet()
        var client = Client()
        client.instance = instance
        return try send(request, client)
    }

    @discardableResult mutating func beat(
        _ id: String, epoch: Int32? = nil, owned: PartitionSet? = nil
    ) throws -> ConsumerHeartbeatAnswer {
        let client = clients[id] ?? Client()
        var request = ConsumerHeartbeat()
        request.memberID = id
        request.instanceID = client.instance
        request.epoch = epoch ?? max(client.epoch, 1)
        request.owned = owned
        return try send(request, client)
    }

    /// Takes over what was given, lets go of the rest, and says so.
    @discardableResult mutating func confirm(_ id: String) throws -> ConsumerHeartbeatAnswer {
        var client = try #require(clients[id])
        client.owned = client.given
        clients[id] = client
        return try beat(id, owned: client.owned)
    }

    mutating func leave(_ id: String, epoch: Int32) throws {
        var request = ConsumerHeartbeat()
        request.memberID = id
        request.instanceID = clients[id]?.instance
        request.epoch = epoch
        try group.leave(
            request, topics: directory, now: now, wallTime: Timestamp(rawValue: milliseconds))
        written += group.takeRecords()
        if epoch == -1 { clients[id] = nil }
    }

    mutating func settle(_ ids: String...) throws {
        for _ in 0..<6 {
            for id in ids {
                try beat(id)
                try confirm(id)
            }
        }
    }

    /// Clients whose group took them out stop working, as they would after the next heartbeat.
    mutating func forgetTakenOut() {
        clients = clients.filter { group.member($0.key) != nil }
    }

    var hasNoDoubleOwner: Bool {
        var seen = PartitionSet()
        for client in clients.values {
            guard seen.isDisjoint(with: client.owned) else { return false }
            seen = seen.union(client.owned)
        }
        return true
    }

    private mutating func send(
        _ request: ConsumerHeartbeat, _ client: Client
    ) throws -> ConsumerHeartbeatAnswer {
        var shortcut = group
        let steady = shortcut.steadyHeartbeat(request, topics: directory, now: now)
        let answer = try group.heartbeat(request, topics: directory, now: now)
        let records = group.takeRecords()
        if let steady {
            #expect(steady == answer && records.isEmpty, "the shortcut leads elsewhere")
            steadyCount += 1
        }
        written += records
        var client = client
        client.epoch = answer.epoch
        client.given = answer.assignment ?? client.given
        clients[answer.memberID] = client
        return answer
    }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
