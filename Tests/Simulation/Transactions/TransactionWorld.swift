internal import Bytes
internal import Cluster
internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// Producers with transactional ids, a broker on a simulated disk, and what lies between: all decided by a
/// seed, and without a thread.
///
/// The broker is the whole of Cluster: coordinator, logs, groups and metadata, started anew after each
/// crash. What the gateway does of a request stands in `TransactionWorld+Serving`, step by step, so that
/// anything may happen between two of them.
///
/// - `TransactionClient`: the producers, of the old protocol and of the new one (KIP-890)
/// - `TransactionWorld+Network`: requests, answers and markers that are late, lost, doubled, out of order
/// - `TransactionWorld+Serving`: what the broker does with a request
/// - `TransactionWorld+Faults`: crashes, restarts, time
/// - `TransactionWorld+Checks`: what must hold
package final class TransactionWorld: CrashWorld {
    static let transactionalIDs = ["pay", "ship", "bill"]
    /// Where the clients write records.
    static let partitions = [("in", 0), ("in", 1), ("out", 0)].map { topic, index in
        TopicPartition(topic: topic, partition: PartitionIndex(rawValue: Int32(index)))
    }
    /// Where they commit offsets; each transactional id has a group of its name.
    static let offsets = TopicPartition(
        topic: TopicName.consumerOffsets, partition: PartitionIndex(rawValue: 0))
    static let states = TopicPartition(
        topic: TopicName.transactionState, partition: PartitionIndex(rawValue: 0))
    /// What the offsets are of.
    static let source = TopicPartition(
        topic: "source", partition: PartitionIndex(rawValue: 0))

    let disk: SimulatedDisk
    var random: SeededGenerator
    var configuration = BrokerConfiguration()
    var broker: LocalBroker
    /// How likely it is that a message is lost, or comes twice.
    let unrest: Double
    /// Whether producers and transactional ids are forgotten after a short while.
    let isForgetful: Bool
    /// Whether the disk may refuse calls at present.
    var isFaulty = false
    var wall: Int64 = 1_700_000_000_000
    var clients: [TransactionClient] = []
    var book = TransactionBook()
    var network = Network()
    /// What the broker is at, and goes on with once something is committed.
    var jobs: [Job] = []
    /// The markers that were brought already, to be brought once more.
    var oldOrders: [MarkerOrder] = []
    /// What a reader of committed records has seen of each partition, and where it goes on.
    var seen: [TopicPartition: [SeenRecord]] = [:]
    var positions: [TopicPartition: Offset] = [:]
    /// The offsets that a group was told, the last one of each.
    var told: [String: Int64] = [:]
    private var lastCall = 0
    /// What has happened, oldest first.
    package internal(set) var trace: [String] = []
    /// How many transactions were committed and aborted, as their clients know.
    package var outcomes: (committed: Int, aborted: Int, all: Int) {
        (
            book.entries.count(where: \.isCommitted), book.entries.count(where: \.isAborted),
            book.entries.count
        )
    }

    /// A world of its own for each seed; `unrest` is the seed's where it is not given.
    package init(seed: UInt64, unrest: Double? = nil) throws {
        random = SeededGenerator(seed: seed)
        disk = SimulatedDisk(seed: random.next())
        let drawn = random.pick([0, 0.01, 0.05, 0.2])
        self.unrest = unrest ?? drawn
        isForgetful = random.happens(0.25)
        if isForgetful {
            // Clients of the old protocol rely on their sequence numbers' being known for long.
            configuration.producerIDExpirationMs = 3_000
            configuration.producerIDExpirationCheckIntervalMs = 1_000
            configuration.transactionalIDExpirationMs = 30_000
            configuration.transactionalIDExpirationCheckIntervalMs = 1_000
        }
        configuration.transactionAbortCheckIntervalMs = 1_000
        configuration.offsetsTopicNumPartitions = 1
        configuration.transactionStateLogNumPartitions = 1
        configuration.replicaHighWatermarkCheckpointIntervalMs = random.pick([500, 5_000])
        broker = try Self.start(disk, configuration, random.next(), wall)
        try makeTopics()
        if unrest == nil, random.happens(0.2) { try useUpEpochs() }
    }

    private func makeTopics() throws {
        let rolls = [(name: "segment.ms", value: String?.some(random.pick(["1500", "604800000"])))]
        let compacted =
            rolls + [
                (name: "cleanup.policy", value: "compact"),
                (name: "min.cleanable.dirty.ratio", value: "0.01"),
            ]
        let topics = [
            NewTopic(name: "in", partitionCount: 2, configs: rolls),
            NewTopic(name: "out", partitionCount: 1, configs: rolls),
            NewTopic(name: TopicName.consumerOffsets, partitionCount: 1, configs: compacted),
            NewTopic(name: TopicName.transactionState, partitionCount: 1, configs: compacted),
        ]
        let decision = try broker.controller.createTopics(topics, now: now)
        for topic in decision.value { _ = try topic.result.get() }
        while broker.syncs.runRound() {}
    }

    var now: Timestamp { Timestamp(rawValue: wall) }

    var instant: Instant { Instant(nanoseconds: wall * 1_000_000) }

    // MARK: Steps

    /// Lets so many steps happen, then has all come to rest, and looks at what is left.
    package func run(steps: Int) throws {
        for id in Self.transactionalIDs.prefix(random.number(in: 1..<4)) { addClient(id) }
        for _ in 0..<steps {
            wall += Int64(random.number(in: 0..<60))
            try step()
            if isFaulty { lookAfterDisk() }
            if disk.isDown { try restart() }
        }
        try comeToRest()
    }

    private func step() throws {
        switch random.number(in: 0..<400) {
        case 0..<308: try proceed()
        case 308..<336: sync()
        case 336..<360: drive()
        case 360..<374: tick()
        case 374..<378: compact()
        case 378..<392: try read()
        case 392..<395: try readAgain()
        case 395..<396: passTime()
        case 396..<397: armCrash(powerLoss: 0.7, within: [3, 20, 100])
        case 397..<399: takeOver()
        default: beginFaults()
        }
    }

    /// A client does something, a message arrives, or the broker goes on with a request.
    ///
    /// Mostly it is something that can be done; where all wait for the disk or the coordinator, it is
    /// their turn.
    private func proceed() throws {
        if random.happens(0.1) { return act(clients.indices.filter { !clients[$0].isDead }) }
        let free = clients.indices.filter { clients[$0].isFree }
        let canDeliver = network.messages.contains { $0.due <= wall }
        let canGoOn = jobs.contains { $0.isReady(at: wall) }
        switch random.number(in: 0..<3) {
        case 0 where canDeliver: try deliver()
        case 1 where canGoOn: goOn()
        default:
            if !free.isEmpty { return act(free) }
            if canDeliver { return try deliver() }
            if canGoOn { return goOn() }
            waitForBroker()
        }
    }

    /// All clients wait: for the disk, for what is late, or for the coordinator.
    private func waitForBroker() {
        if jobs.contains(where: { $0.goal != nil }) { return sync() }
        if random.happens(0.5), !jobs.isEmpty || !network.messages.isEmpty {
            wall += 100
        } else {
            drive()
        }
    }

    func addClient(_ id: String) {
        let client = TransactionClient(
            index: clients.count, transactionalID: id,
            isNewProtocol: isForgetful || random.happens(0.6),
            timeoutMs: random.pick([2_000, 10_000, 60_000]))
        note(
            "client \(client.index) of \(id), \(client.isNewProtocol ? "new" : "old") protocol, "
                + "\(client.timeoutMs) ms")
        clients.append(client)
    }

    /// One of these clients asks something, asks again, or gives up waiting.
    private func act(_ some: [Int]) {
        guard !some.isEmpty else { return takeOver() }
        let index = random.pick(some)
        if let call = clients[index].outstanding { return wait(for: call, index) }
        lastCall += 1
        let call = clients[index].next(
            lastCall, &book, &random, partitions: Self.partitions, offsets: Self.offsets)
        if let call { send(call) }
    }

    private func wait(for call: TransactionCall, _ index: Int) {
        if clients[index].mustAskAgain, random.happens(0.5) {
            // It was told so since the broker has something to do first.
            random.happens(0.3) ? tick() : drive()
        } else if clients[index].mustAskAgain || random.happens(0.02 + unrest) {
            clients[index].mustAskAgain = false
            send(call)
        } else if !call.request.decides, random.happens(unrest / 2) {
            note("client \(index) gives up waiting for #\(call.number)")
            clients[index].giveUp()
        }
    }

    /// Another producer begins with a transactional id that has one: that may be dead, or a zombie.
    private func takeOver() {
        guard clients.count < 30 else { return }
        let used = Set(clients.map(\.transactionalID)).sorted()
        addClient(random.pick(used))
    }
}

extension TransactionCall.Request {
    /// Whether there is no way but to wait for the answer.
    fileprivate var decides: Bool {
        switch self {
        case .begin, .end: true
        default: false
        }
    }
}
