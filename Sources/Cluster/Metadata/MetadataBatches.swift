import Bytes
import KafkaMessages
import KafkaProtocol
import Syscalls

/// Record batches of the metadata log, and of its snapshots: being built, and being read.
struct MetadataBatches: ~Copyable {
    /// What a batch holds.
    enum Item {
        case record(MetadataRecord, Offset, LeaderEpoch)
        case control(ControlRecordType)
    }

    private let epoch: LeaderEpoch
    private let now: Timestamp
    /// The batch that is being filled.
    private var batch = RecordBatchBuilder()
    private var nextOffset = Offset.zero
    /// The batches that are done, one after the other.
    var bytes = ByteBuffer()
    /// Where each of them lies.
    private(set) var ranges: [Range<Int>] = []

    /// A batch is closed when it is as large (Kafka's `metadata.max.batch.bytes`).
    private static var batchLimit: Int { 8 << 20 }

    init(epoch: LeaderEpoch, now: Timestamp) {
        self.epoch = epoch
        self.now = now
    }

    // MARK: Building

    /// Adds a record to the batch that is being filled.
    mutating func add(_ record: MetadataRecord) {
        var writer = ByteWriter(capacity: 128)
        record.encode(to: &writer)
        batch.append(timestamp: now.rawValue, key: nil, value: writer.buffer.bytes)
        if batch.byteCount >= Self.batchLimit { closeBatch() }
    }

    /// Adds a mark of the log itself, in a batch of its own.
    mutating func add(_ type: ControlRecordType, _ message: some Message) {
        closeBatch()
        var key = ByteWriter(capacity: 4)
        type.encodeKey(to: &key)
        var value = ByteWriter(capacity: 64)
        message.encode(to: &value, version: 0)
        batch.header.attributes.isControl = true
        batch.append(
            timestamp: now.rawValue, key: key.buffer.bytes, value: value.buffer.bytes)
        closeBatch()
    }

    /// Finishes the batch that is being filled; what is added then begins another.
    mutating func closeBatch() {
        guard batch.recordCount > 0 else { return }
        var full = RecordBatchBuilder()
        swap(&full, &batch)
        full.header.baseOffset = nextOffset
        full.header.leaderEpoch = epoch
        let start = bytes.count
        nextOffset = full.finish(into: &bytes).nextOffset
        ranges.append(start..<bytes.count)
    }

    // MARK: Reading

    /// Shows what the batches hold, in order.
    ///
    /// - Returns: the offset after the last record; nil where there is no batch.
    static func forEach(
        in all: RawSpan, _ body: (Item) -> Void
    ) throws(MalformedMessage) -> Offset? {
        var position = 0
        var end: Offset?
        while position < all.byteCount {
            do throws(RecordBatchError) {
                let batch = try RecordBatch(
                    atFrontOf: all.extracting(position..<all.byteCount))
                try batch.validate()
                try show(batch, body)
                position += batch.header.byteCount
                end = batch.header.nextOffset
            } catch {
                throw MalformedMessage()
            }
        }
        return end
    }

    private static func show(
        _ batch: borrowing RecordBatch, _ body: (Item) -> Void
    ) throws(RecordBatchError) {
        let header = batch.header
        var isUnderstood = true
        try batch.forEachRecord { record in
            guard let item = item(record, header) else {
                isUnderstood = false
                return false
            }
            body(item)
            return true
        }
        guard isUnderstood else { throw .undecodableRecord(index: 0) }
    }

    private static func item(
        _ record: borrowing Record, _ header: RecordBatchHeader
    ) -> Item? {
        guard !header.isControl else {
            guard let key = record.key else { return nil }
            var reader = ByteReader(key)
            return ControlRecordType(fromKey: &reader).map { .control($0) }
        }
        guard let value = record.value else { return nil }
        var reader = ByteReader(
            value, budget: ByteReader.budget(forFrameOf: value.byteCount))
        guard let fact = try? MetadataRecord(from: &reader) else { return nil }
        return .record(
            fact, header.baseOffset.advanced(by: record.offsetDelta), header.leaderEpoch)
    }
}
