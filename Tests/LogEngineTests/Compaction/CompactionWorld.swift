import Bytes
import Configuration
import KafkaProtocol
import Simulation
import Syscalls

@testable import LogEngine

/// A compacted log on a simulated disk, and short words for its records: `a1` is the value 1 of the
/// key a, `a` its tombstone.
final class CompactionWorld: LogHolder {
    let test: TestLog
    var cleanedTo: Offset?
    var limits = CompactionLimits()

    init(
        seed: UInt64 = 1, _ configure: (inout TopicConfiguration) -> Void = { _ in }
    ) throws(LogError) {
        test = try TestLog(seed: seed) { configuration in
            configuration.cleanupPolicy = .compact
            configuration.segmentBytes = 1 << 20
            configuration.minCleanableDirtyRatio = 0
            configure(&configuration)
        }
    }

    func withLog<Result: Sendable>(
        _ body: (PartitionLog) throws(LogError) -> Result
    ) throws(LogError) -> Result? {
        try body(test.log)
    }

    /// Who writes a batch.
    struct Writer {
        var id: Int64 = -1
        var epoch: Int16 = 0
        var sequence: Int32 = -1
        var isTransactional = false
    }

    /// Appends the records as one batch.
    @discardableResult
    func put(
        _ records: String, codec: Codec = .none, at timestamps: [Int64]? = nil,
        from writer: Writer = Writer()
    ) throws(LogError) -> Appended {
        var builder = RecordBatchBuilder(compression: Compression(codec))
        for (index, word) in records.split(separator: " ").enumerated() {
            let value = Array(word.dropFirst().utf8)
            builder.append(
                timestamp: timestamps?[index] ?? test.now.rawValue, key: Array(word.prefix(1).utf8),
                value: value.isEmpty ? nil : value,
                headers: [(name: "h", value: Array(word.utf8))])
        }
        builder.header.producerID = ProducerID(rawValue: writer.id)
        builder.header.producerEpoch = ProducerEpoch(rawValue: writer.id < 0 ? -1 : writer.epoch)
        builder.header.baseSequence = writer.sequence
        builder.header.attributes.isTransactional = writer.isTransactional
        return try append(builder.finish(), origin: .client)
    }

    /// Appends a marker, as a coordinator does.
    func end(_ writer: Writer, commits: Bool) throws(LogError) {
        let marker = RecordBatchBuilder.endOfTransaction(
            commits: commits, producerID: ProducerID(rawValue: writer.id),
            producerEpoch: ProducerEpoch(rawValue: writer.epoch), coordinatorEpoch: 0,
            timestamp: test.now.rawValue)
        _ = try append(marker.finish(), origin: .coordinator)
    }

    private func append(
        _ batch: consuming ByteBuffer, origin: AppendOrigin
    ) throws(LogError) -> Appended {
        guard let header = RecordBatchHeader(batch.bytes) else { fatalError("no batch") }
        let range = 0..<batch.count
        let verified =
            origin == .client ? try test.log.verified(header, now: test.now) : nil
        var span = batch.mutableBytes
        return try test.log.append(
            &span, batchAt: range, header: header, leaderEpoch: test.epoch, now: test.now,
            origin: origin, transaction: verified)
    }

    /// Closes the active segment, and puts all on the disk.
    func roll() throws {
        try test.log.roll()
        try test.sync()
        try test.checkpoint()
    }

    /// Compacts what may be compacted; false where there was nothing to do.
    @discardableResult
    func compact(stableEnd: Offset? = nil) throws(LogError) -> Bool {
        let work = try test.log.takeCompaction(
            cleanedTo: cleanedTo, stableEnd: stableEnd ?? test.log.endOffset, now: test.now)
        guard let work else { return false }
        var random = SeededGenerator(seed: 9)
        let compaction = try Compaction(of: work, within: limits, random: &random)
        guard try compaction.run(on: self) else { return false }
        cleanedTo = compaction.end
        return true
    }

    /// All records with their offsets, as `3:a1`; markers as `4:!`.
    func shown() throws -> String {
        var words: [String] = []
        try forEachBatch { batch in
            let base = batch.header.baseOffset
            let isControl = batch.header.isControl
            try batch.forEachRecord { record in
                let offset = base.advanced(by: record.offsetDelta)
                let key = text(record.key, orElse: "-")
                let value = text(record.value, orElse: "")
                words.append(isControl ? "\(offset):!" : "\(offset):\(key)\(value)")
                return true
            }
        }
        return words.joined(separator: " ")
    }

    /// The records that a reader of committed records is shown, with their offsets.
    func committed() throws -> String {
        var client = CommittedView(
            try test.log.view().aborted(from: .zero, upTo: test.log.endOffset))
        var words: [String] = []
        try forEachBatch { batch in
            let header = batch.header
            let marker = TransactionMarker(of: batch.bytes)
            guard client.shows(header, isAbort: header.isControl && marker?.isCommit == false)
            else { return }
            try batch.forEachRecord { record in
                let key = text(record.key, orElse: "-")
                let offset = header.baseOffset.advanced(by: record.offsetDelta)
                words.append("\(offset):\(key)\(text(record.value, orElse: ""))")
                return true
            }
        }
        return words.joined(separator: " ")
    }

    /// Base offset, last offset and number of records of each batch.
    func spans() throws -> [[Int64]] {
        var spans: [[Int64]] = []
        try forEachBatch { batch in
            let header = batch.header
            spans.append(
                [header.baseOffset.rawValue, header.lastOffset.rawValue, Int64(header.recordCount)])
        }
        return spans
    }

    func headers() throws -> [RecordBatchHeader] {
        var headers: [RecordBatchHeader] = []
        try forEachBatch { headers.append($0.header) }
        return headers
    }

    /// Every batch that a reader is given, from the start to the end; each is sound.
    func forEachBatch(_ body: (borrowing RecordBatch) throws -> Void) throws {
        let view = test.log.view()
        var next = view.startOffset
        while let slice = try view.read(
            from: next, upTo: view.endOffset, maxBytes: 1 << 20, wholeFirstBatch: true)
        {
            let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            var position = 0
            while position < bytes.count {
                let rest = unsafe bytes.span.bytes.extracting(droppingFirst: position)
                let batch = try RecordBatch(atFrontOf: rest)
                try batch.validate()
                try body(batch)
                position += batch.bytes.byteCount
                next = batch.header.nextOffset
            }
        }
    }
}

private func text(_ bytes: RawSpan?, orElse absent: String) -> String {
    guard let bytes else { return absent }
    return unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
}
