import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls

/// A log on a simulated disk, and short words for what tests do with it.
final class TestLog {
    let disk: SimulatedDisk
    let directory: String
    var configuration: TopicConfiguration
    var log: PartitionLog
    var now = Timestamp(rawValue: 1_700_000_000_000)
    var epoch = LeaderEpoch(rawValue: 0)

    init(
        seed: UInt64 = 1, directory: String = "orders-0",
        _ configure: (inout TopicConfiguration) -> Void = { _ in }
    ) throws(LogError) {
        disk = SimulatedDisk(seed: seed)
        self.directory = directory
        configuration = TopicConfiguration()
        configuration.segmentBytes = 4096
        configuration.indexIntervalBytes = 200
        configure(&configuration)
        log = try PartitionLog(
            opening: directory, on: disk, topicID: Uuid(high: 1, low: 2),
            configuration: configuration, now: now)
    }

    /// Opens the log once more, as after a crash that left the kernel alive.
    func reopen(_ recovery: RecoveryPlan = RecoveryPlan()) throws(LogError) {
        log = try PartitionLog(
            opening: directory, on: disk, topicID: Uuid(high: 1, low: 2),
            configuration: configuration, recovery: recovery, now: now)
    }

    /// Appends a batch of so many records.
    @discardableResult
    func append(
        _ count: Int = 1, bytes: Int = 50, at timestamp: Int64? = nil, batch: TestBatch? = nil,
        mayHold: Bool = false
    ) throws(LogError) -> Appended {
        var bytes =
            batch?.bytes
            ?? TestBatch(count, bytes: bytes, at: timestamp ?? now.rawValue).bytes
        let range = 0..<bytes.count
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        guard let header = RecordBatchHeader(raw.bytes) else { fatalError("no batch") }
        return try log.append(
            &raw, batchAt: range, header: header, leaderEpoch: epoch, now: now, mayHold: mayHold)
    }

    /// Appends a record of a producer's transaction, once the coordinator has been asked; it is at
    /// `sequence`.
    @discardableResult
    func write(
        _ producer: Int64, epoch: Int16 = 0, sequence: Int32, bytes: Int = 50,
        transaction: TransactionalAppend? = nil
    ) throws(LogError) -> Appended {
        var bytes = TestBatch(
            bytes: bytes, at: now.rawValue, producer: producer, epoch: epoch, sequence: sequence,
            isTransactional: true
        ).bytes
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        guard let header = RecordBatchHeader(raw.bytes) else { fatalError("no batch") }
        var verified = transaction
        if verified == nil { verified = try log.verified(header, now: now) }
        return try log.append(
            &raw, batchAt: 0..<raw.byteCount, header: header, leaderEpoch: self.epoch, now: now,
            transaction: verified)
    }

    /// Appends the marker that ends a producer's transaction.
    @discardableResult
    func end(
        _ producer: Int64, epoch: Int16 = 0, commits: Bool, coordinatorEpoch: Int32 = 0,
        usesNewProtocol: Bool = false
    ) throws(LogError) -> Appended {
        let marker = RecordBatchBuilder.endOfTransaction(
            commits: commits, producerID: ProducerID(rawValue: producer),
            producerEpoch: ProducerEpoch(rawValue: epoch), coordinatorEpoch: coordinatorEpoch,
            timestamp: now.rawValue)
        var buffer = marker.finish()
        guard let header = RecordBatchHeader(buffer.bytes) else { fatalError("no batch") }
        let range = 0..<buffer.count
        var raw = buffer.mutableBytes
        return try log.append(
            &raw, batchAt: range, header: header, leaderEpoch: self.epoch, now: now,
            origin: .coordinator, transaction: .init(usesNewProtocol: usesNewProtocol))
    }

    /// What a reader of committed records is told of the whole log: producer and first offset.
    func aborted(from offset: Int64 = 0, upTo end: Int64? = nil) throws -> [[Int64]] {
        let view = log.view()
        return try view.aborted(
            from: Offset(rawValue: offset),
            upTo: end.map { Offset(rawValue: $0) } ?? view.endOffset
        ).map { [$0.producerID.rawValue, $0.firstOffset.rawValue, $0.lastOffset.rawValue] }
    }

    /// The last stable offset where all is below the high watermark.
    var stable: Int64 { log.lastStableOffset(highWatermark: log.endOffset).rawValue }

    /// Appends a batch as a follower does: with the offset and the epoch that the leader gave it.
    func replicate(_ count: Int = 2, at base: Int64, epoch: Int32) throws(LogError) {
        var bytes = TestBatch(count, baseOffset: base, leaderEpoch: epoch).bytes
        let range = 0..<bytes.count
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        guard let header = RecordBatchHeader(raw.bytes) else { fatalError("no batch") }
        _ = try log.append(
            &raw, batchAt: range, header: header, leaderEpoch: .none, now: now,
            origin: .replication)
    }

    /// Syncs what is dirty.
    func sync() throws(Errno) {
        guard let work = log.takeSyncWork() else { return }
        for file in work.files { try file.sync() }
        for name in work.directories { try disk.syncDirectory(name) }
        _ = log.synced(work)
    }

    /// Writes a checkpoint, so that the recovery point moves up to what is synced.
    func checkpoint() throws(Errno) {
        guard let checkpoint = log.takeCheckpoint() else { return }
        try checkpoint.write()
        log.checkpointed(checkpoint)
    }

    /// The base offsets of the batches that a reader is given from `offset` on.
    func batches(from offset: Int64? = nil) throws -> [Int64] {
        let view = log.view()
        var next = offset.map { Offset(rawValue: $0) } ?? view.startOffset
        var bases: [Int64] = []
        while let slice = try view.read(
            from: next, upTo: view.endOffset, maxBytes: 1 << 20, wholeFirstBatch: true)
        {
            for header in try headers(of: slice) {
                bases.append(header.baseOffset.rawValue)
                next = header.nextOffset
            }
        }
        return bases
    }

    func names() throws -> [String] {
        try disk.list(directory).map(\.name)
    }
}

// MARK: - What a start finds

extension TestLog {
    /// So many batches of two records, in small segments; all are on the disk.
    static func filled(_ count: Int = 60) throws -> TestLog {
        let test = try TestLog { $0.segmentBytes = 1200 }
        for _ in 0..<count { try test.append(2) }
        try test.sync()
        return test
    }

    /// Three batches of two records that lie below the recovery point.
    static func settled(seed: UInt64 = 1) throws -> TestLog {
        let test = try TestLog(seed: seed)
        for _ in 0..<3 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        return test
    }

    /// Leaves a part of a batch behind those in a file, as where a refused one was not cut off for good.
    func leaveJunk(behind path: String, bytes: Int = 30) throws {
        let file = try disk.open(path, .write)
        try file.write([UInt8](repeating: 7, count: bytes), at: try file.size())
    }
}

extension PartitionLog {
    /// How a batch is appended once the coordinator was asked, where it is part of a transaction.
    func verified(
        _ header: RecordBatchHeader, now: Timestamp
    ) throws(LogError) -> TransactionalAppend? {
        guard header.isTransactional else { return nil }
        let check = try check(
            producerID: header.producerID, epoch: header.producerEpoch,
            baseSequence: header.baseSequence, now: now)
        guard case .verify(let verificationGuard) = check else { return TransactionalAppend() }
        return TransactionalAppend(verificationGuard: verificationGuard)
    }
}

/// The headers of the batches in a slice.
func headers(of slice: FileSlice) throws(Errno) -> [RecordBatchHeader] {
    let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
    let span = unsafe bytes.span.bytes
    var headers: [RecordBatchHeader] = []
    var position = 0
    while position < bytes.count {
        guard let header = RecordBatchHeader(span, at: position) else {
            fatalError("a slice that is not made of whole batches")
        }
        headers.append(header)
        position += header.byteCount
    }
    return headers
}

/// A batch as a client sends it.
struct TestBatch {
    let bytes: [UInt8]

    init(
        _ count: Int = 1, bytes: Int = 50, at timestamp: Int64 = 1_700_000_000_000,
        step: Int64 = 0, producer: Int64 = -1, epoch: Int16 = 0, sequence: Int32 = -1,
        baseOffset: Int64 = 0, leaderEpoch: Int32 = -1, isTransactional: Bool = false
    ) {
        var builder = RecordBatchBuilder()
        for index in 0..<count {
            builder.append(
                timestamp: timestamp + Int64(index) * step, key: nil,
                value: [UInt8](repeating: UInt8(index & 0xFF), count: bytes))
        }
        builder.header.producerID = ProducerID(rawValue: producer)
        builder.header.producerEpoch = ProducerEpoch(rawValue: producer < 0 ? -1 : epoch)
        builder.header.baseSequence = sequence
        builder.header.attributes.isTransactional = isTransactional
        builder.header.baseOffset = Offset(rawValue: baseOffset)
        builder.header.leaderEpoch = LeaderEpoch(rawValue: leaderEpoch)
        let buffer = builder.finish()
        self.bytes = unsafe buffer.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    /// Records with these timestamps, and values of so many zeros.
    init(
        times: [Int64], bytes: Int = 1, compression: Compression = Compression(.none)
    ) {
        var builder = RecordBatchBuilder(compression: compression)
        let value = [UInt8](repeating: 0, count: bytes)
        for time in times { builder.append(timestamp: time, key: nil, value: value) }
        let buffer = builder.finish()
        self.bytes = unsafe buffer.bytes.withUnsafeBytes { unsafe Array($0) }
    }
}
