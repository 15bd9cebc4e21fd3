import Bytes
import Configuration
import Foundation
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// Data directories that earlier formats wrote, in `Tests/Golden/<format>`, are opened by every build.
///
/// Beside each lies what `strom log dump --json` said of it then. A new format adds a directory of
/// its own (`WRITE_GOLDEN=1 swift test --filter GoldenFilesTests` writes the present one); those that
/// are there are never written again.
struct GoldenFilesTests {
    private static let format = "format-1"
    private static let now = Timestamp(rawValue: 1_700_000_000_000)
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden")

    init() throws {
        guard ProcessInfo.processInfo.environment["WRITE_GOLDEN"] != nil else { return }
        try Self.write()
    }

    @Test func `Each line that was told of the files then is told now`() throws {
        let disk = try Self.disk(holding: Self.format)
        var told = ""
        try LogDump(of: disk).run { line in told += line.json + "\n" }
        let expected = try String(
            contentsOf: Self.folder.appending(path: "\(Self.format).jsonl"), encoding: .utf8)
        #expect(told == expected)
    }

    @Test(arguments: [true, false])
    func `The log is opened with all that is in it, after a clean stop and after none`(
        isClean: Bool
    ) throws {
        let disk = try Self.disk(holding: Self.format)
        let point = try OffsetCheckpoint.load(.recoveryPoint, from: disk)?
            .offsets[LogPlace.partition]
        let end = try #require(point)
        let log = try PartitionLog(
            opening: LogPlace.directory, on: disk, configuration: Self.configuration,
            recovery: RecoveryPlan(
                isClean: isClean, recoveryPoint: isClean ? end : .zero, promised: end),
            now: Self.now)
        #expect(log.startOffset == .zero)
        #expect(log.endOffset == end)
        #expect(log.segmentCount > 1)
        #expect(log.epochs.entries.map(\.epoch.rawValue) == [0, 3])
        let producer = try #require(log.producers.producers[ProducerID(rawValue: 7)])
        #expect(producer.batches.count == RecentBatches.capacity)
        #expect(try count(in: log) == end.rawValue)
    }

    /// How many records the log has, each of them decompressed and looked at.
    private func count(in log: PartitionLog) throws -> Int64 {
        var count: Int64 = 0
        while Offset(rawValue: count) < log.endOffset {
            let slice = try #require(
                try log.view().read(
                    from: Offset(rawValue: count), upTo: log.endOffset, maxBytes: 1,
                    wholeFirstBatch: true))
            let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            let batch = try RecordBatch(atFrontOf: unsafe bytes.span.bytes)
            try batch.validate()
            try batch.forEachRecord { _ in
                count += 1
                return true
            }
        }
        return count
    }

    /// A disk in memory with the files of a golden directory.
    private static func disk(holding format: String) throws -> SimulatedDisk {
        let disk = SimulatedDisk(seed: 1)
        let root = folder.appending(path: format)
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
            let place = root.appending(path: path)
            if try place.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
                try disk.makeDirectory(path)
            } else {
                try disk.open(path, .create).write(Array(Data(contentsOf: place)), at: 0)
            }
        }
        return disk
    }
}

// MARK: - Writing

private enum LogPlace {
    static let directory = "orders-0"
    static let partition = TopicPartition(topic: "orders", partition: PartitionIndex(rawValue: 0))
}

extension GoldenFilesTests {
    private static var configuration: TopicConfiguration {
        var configuration = TopicConfiguration()
        configuration.segmentBytes = 1_500
        configuration.indexIntervalBytes = 200
        return configuration
    }

    /// Writes a log with every codec, an idempotent producer, two epochs and several segments.
    private static func write() throws {
        let root = folder.appending(path: format).path
        try? FileManager.default.removeItem(atPath: root)
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: true)
        let disk = PosixDisk(root: root)
        let log = try PartitionLog(
            opening: LogPlace.directory, on: disk, topicID: Uuid(high: 0x53, low: 0x74),
            configuration: configuration, now: now)
        var sequence: Int32 = 0
        for (index, codec) in (Codec.allCases + Codec.allCases + Codec.allCases).enumerated() {
            let epoch = LeaderEpoch(rawValue: index < 8 ? 0 : 3)
            if index == 0 || index == 8 { log.assignEpoch(epoch) }
            sequence += try append(to: log, codec, epoch, index, from: sequence)
        }
        try log.close()
        for name in [OffsetCheckpoint.Name.recoveryPoint, .highWatermark] {
            try OffsetCheckpoint([LogPlace.partition: log.endOffset]).store(name, on: disk)
        }
        try CheckpointFile.replace(
            ".kafka_cleanshutdown", with: Array(#"{"version":0,"brokerEpoch":5}"#.utf8), on: disk)
        var told = ""
        try LogDump(of: disk).run { line in told += line.json + "\n" }
        try told.write(
            to: folder.appending(path: "\(format).jsonl"), atomically: true, encoding: .utf8)
    }

    /// - Returns: how many records were appended.
    private static func append(
        to log: PartitionLog, _ codec: Codec, _ epoch: LeaderEpoch, _ index: Int,
        from sequence: Int32
    ) throws -> Int32 {
        var builder = RecordBatchBuilder(compression: Compression(codec))
        for number in 0..<4 {
            builder.append(
                timestamp: now.rawValue + Int64(index * 10 + number),
                key: Array("key-\(number)".utf8),
                value: number == 3
                    ? nil : Array("\(codec.name), record \(number) of batch \(index) ÄÖ\n".utf8),
                headers: number == 1 ? [("name", [0xFF, 0]), ("empty", nil)] : [])
        }
        if index % 3 != 0 {
            builder.header.producerID = ProducerID(rawValue: 7)
            builder.header.producerEpoch = ProducerEpoch(rawValue: 1)
            builder.header.baseSequence = sequence
        }
        var buffer = ByteBuffer(capacity: 1_024)
        let header = builder.finish(into: &buffer)
        let range = 0..<buffer.count
        var frame = buffer.mutableBytes
        _ = try log.append(
            &frame, batchAt: range, header: header, leaderEpoch: epoch,
            now: Timestamp(rawValue: now.rawValue + Int64(index)))
        return index % 3 != 0 ? 4 : 0
    }
}
