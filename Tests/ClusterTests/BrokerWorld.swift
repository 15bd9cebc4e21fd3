import Bytes
import Cluster
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// A broker on a simulated disk, with the clock in the test's hands and no thread at all.
final class BrokerWorld {
    let disk: SimulatedDisk
    var configuration = BrokerConfiguration()
    var wall: Int64 = 1_700_000_000_000
    private var seed: UInt64
    private(set) var broker: LocalBroker

    init(seed: UInt64 = 1, _ configure: (inout BrokerConfiguration) -> Void = { _ in }) throws {
        self.seed = seed
        disk = SimulatedDisk(seed: seed)
        configure(&configuration)
        broker = try Self.start(disk, configuration, seed, wall, clean: false)
    }

    var now: Timestamp { Timestamp(rawValue: wall) }

    /// Syncs until nothing is dirty, and so commits what was decided.
    func settle() {
        while broker.syncs.runRound() {}
    }

    /// Stops in order, and starts again.
    func restart() throws {
        let isClean = broker.stop()
        #expect(isClean)
        try begin(clean: isClean)
    }

    /// Ends without a word, and starts again.
    func crash(_ kind: CrashKind) throws {
        disk.crash(kind)
        disk.restart()
        try begin(clean: false)
    }

    /// Starts on what lies on the disk.
    func begin(clean: Bool) throws {
        seed += 1
        wall += 1000
        broker = try Self.start(disk, configuration, seed, wall, clean: clean)
    }

    private static func start(
        _ disk: SimulatedDisk, _ configuration: BrokerConfiguration, _ seed: UInt64, _ wall: Int64,
        clean: Bool
    ) throws -> LocalBroker {
        try LocalBroker.start(
            Premises(
                disk: disk, clusterID: "4L6g3nShT-eMCtK--X86sw",
                directoryID: Uuid(high: 7, low: 7), wasStoppedClean: clean,
                endpoints: [
                    Endpoint(name: "PLAINTEXT", host: "", port: 9092, securityProtocol: 0)
                ]),
            configuration: configuration, random: SeededGenerator(seed: seed),
            now: Timestamp(rawValue: wall), threads: false)
    }

    /// There is no such topic, or no replica of it here.
    struct Missing: Error {
        let topic: String
    }

    /// The builder made a batch without a header.
    private struct Unbuildable: Error {}

    // MARK: What tests do again and again

    /// Makes a topic, and waits until it can be used.
    @discardableResult
    func create(
        _ name: String, partitions: Int32 = 1, configs: [(name: String, value: String?)] = []
    ) throws -> TopicImage {
        let decision = try broker.controller.createTopics(
            [NewTopic(name: name, partitionCount: partitions, configs: configs)], now: now)
        _ = try decision.value[0].result.get()
        settle()
        return try #require(broker.image.topics[name])
    }

    /// The replica of a partition.
    func replica(_ topic: String, _ partition: Int32 = 0) throws -> Replica {
        guard let image = broker.image.topics[topic],
            let replica = broker.replica(of: image.id, partition)
        else { throw Missing(topic: topic) }
        return replica
    }

    /// Appends records with these values, as one batch of a producer without idempotence.
    @discardableResult
    func append(
        _ values: [String], to replica: Replica, acks: Int16 = -1
    ) throws -> AppendedBatch {
        try Self.append(values, to: replica, at: now, acks: acks)
    }

    /// The same for any broker.
    @discardableResult
    static func append(
        _ values: [String], to replica: Replica, at now: Timestamp, acks: Int16 = -1
    ) throws -> AppendedBatch {
        var builder = RecordBatchBuilder()
        for value in values {
            builder.append(timestamp: now.rawValue, key: nil, value: Array(value.utf8))
        }
        var bytes = builder.finish()
        guard let header = RecordBatchHeader(bytes.bytes) else { throw Unbuildable() }
        let count = bytes.count
        var span = bytes.mutableBytes
        return try replica.append(
            &span, batchAt: 0..<count, header: header, requiredAcks: acks, now: now)
    }

    /// The values that a consumer sees.
    func values(in replica: Replica, from start: Int64 = 0) throws -> [String] {
        var values: [String] = []
        var next = Offset(rawValue: start)
        while true {
            let result = replica.read(at: next, ReadRequest())
            if let error = result.error { throw error }
            guard let slice = result.slice else { return values }
            let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            next = try Self.collect(bytes, into: &values)
        }
    }

    private static func collect(_ bytes: [UInt8], into values: inout [String]) throws -> Offset {
        var position = 0
        var next = Offset.zero
        while position < bytes.count {
            let batch = try RecordBatch(
                atFrontOf: unsafe bytes.span.bytes.extracting(position..<bytes.count))
            try batch.validate()
            try batch.forEachRecord { record in
                if let value = record.value {
                    values.append(
                        unsafe value.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) })
                }
                return true
            }
            position += batch.header.byteCount
            next = batch.header.nextOffset
        }
        return next
    }
}

extension MetadataImage {
    /// All that the image says, as lines that can be compared.
    var facts: [String] {
        var lines = features.sorted { $0.key < $1.key }.map { "feature \($0.key) \($0.value)" }
        lines.append("next producer id \(nextProducerID)")
        for broker in brokers.values.sorted(by: { $0.id < $1.id }) { lines.append("\(broker)") }
        for name in topics.sortedNames {
            guard let topic = topics[name] else { continue }
            lines.append("topic \(name) \(topic.id)")
            lines += topic.partitions.map { "\($0)" }
            lines += overrides(of: .topic(name)).sorted { $0.key < $1.key }
                .map { "\(name): \($0.key)=\($0.value)" }
        }
        lines += overrides(of: .allBrokers).sorted { $0.key < $1.key }
            .map { "cluster: \($0.key)=\($0.value)" }
        return lines
    }
}
