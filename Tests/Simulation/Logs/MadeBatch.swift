package import KafkaProtocol

internal import Bytes

/// A batch as a producer sends it, made without the product's own builder.
package struct MadeBatch: Sendable {
    package private(set) var bytes: [UInt8]
    /// The timestamp of each record.
    package let timestamps: [Int64]

    /// Who sends it.
    package struct Producer: Sendable {
        package var id: Int64 = -1
        package var epoch: Int16 = -1
        package var sequence: Int32 = -1
        package var isTransactional = false

        package init() {}

        package init(id: Int64, epoch: Int16, sequence: Int32, isTransactional: Bool = false) {
            self.id = id
            self.epoch = epoch
            self.sequence = sequence
            self.isTransactional = isTransactional
        }
    }

    /// Makes a batch with a record for each timestamp, its values random.
    package init(
        timestamps: [Int64], from producer: Producer = Producer(), valueSize: Int,
        _ random: inout SeededGenerator
    ) {
        self.timestamps = timestamps
        let base = timestamps.first ?? -1
        var records: [UInt8] = []
        for (index, timestamp) in timestamps.enumerated() {
            records += Self.record(
                timestampDelta: timestamp - base, offsetDelta: index, value: random.bytes(valueSize)
            )
        }
        bytes = Self.header(
            baseTimestamp: base, maxTimestamp: timestamps.max() ?? -1, count: timestamps.count,
            byteCount: 61 + records.count, attributes: producer.isTransactional ? 0x10 : 0, producer
        )
        bytes += records
        seal()
    }

    /// Makes the marker that ends a producer's transaction.
    package init(
        endOf producer: Producer, commits: Bool, coordinatorEpoch: Int32, at timestamp: Int64
    ) {
        timestamps = [timestamp]
        let record = Self.record(
            timestampDelta: 0, offsetDelta: 0, key: [0, 0, 0, commits ? 1 : 0],
            value: [0, 0] + Self.number(Int64(coordinatorEpoch), 4))
        bytes = Self.header(
            baseTimestamp: timestamp, maxTimestamp: timestamp, count: 1,
            byteCount: 61 + record.count, attributes: 0x30, producer)
        bytes += record
        seal()
    }

    /// What its header says.
    package var header: RecordBatchHeader {
        guard let header = RecordBatchHeader(unsafe bytes.span.bytes) else {
            preconditionFailure("a batch has a header")
        }
        return header
    }

    /// What must lie on the disk: these bytes, with nothing changed but what the leader patches.
    package func placed(at offset: Int64, epoch: Int32, logAppendTime: Int64?) -> MadeBatch {
        var placed = self
        placed.put(offset, 8, at: 0)
        placed.put(Int64(epoch), 4, at: 12)
        if let logAppendTime {
            placed.bytes[22] |= 8
            placed.put(logAppendTime, 8, at: 35)
            placed.seal()
        }
        return placed
    }

    private mutating func seal() {
        let covered = Array(bytes[21...])
        put(Int64(CRC32C.checksum(unsafe covered.span.bytes)), 4, at: 17)
    }

    private mutating func put(_ value: Int64, _ count: Int, at position: Int) {
        bytes.replaceSubrange(position..<position + count, with: Self.number(value, count))
    }

    private static func number(_ value: Int64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> Int64(8 * (count - 1 - $0))) }
    }

    private static func header(
        baseTimestamp: Int64, maxTimestamp: Int64, count: Int, byteCount: Int, attributes: Int64,
        _ producer: Producer
    ) -> [UInt8] {
        number(0, 8) + number(Int64(byteCount - 12), 4) + number(-1, 4) + [2] + number(0, 4)
            + number(attributes, 2) + number(Int64(count - 1), 4) + number(baseTimestamp, 8)
            + number(maxTimestamp, 8) + number(producer.id, 8) + number(Int64(producer.epoch), 2)
            + number(Int64(producer.sequence), 4) + number(Int64(count), 4)
    }

    private static func record(
        timestampDelta: Int64, offsetDelta: Int, key: [UInt8]? = nil, value: [UInt8]
    ) -> [UInt8] {
        let body =
            [0] + varint(timestampDelta) + varint(Int64(offsetDelta))
            + varint(key.map { Int64($0.count) } ?? -1) + (key ?? [])
            + varint(Int64(value.count)) + value + varint(0)
        return varint(Int64(body.count)) + body
    }

    private static func varint(_ value: Int64) -> [UInt8] {
        var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
        var bytes: [UInt8] = []
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        bytes.append(UInt8(rest))
        return bytes
    }
}
