internal import Bytes
package import KafkaProtocol
internal import Syscalls

/// The content of a `.snapshot` file, all big-endian (docs/log-format.md).
///
/// | bytes | |
/// |---|---|
/// | 2 | `0x5354`, "ST" (Kafka's begin with the version 1) |
/// | 2 | format, 1 |
/// | 4 | CRC-32C of all that follows |
/// | 8 | the offset after the last batch that was taken in |
/// | 4 | number of producers, then for each of them, in order of their ids: |
/// | 8, 2, 4, 8, 8 | id, epoch, coordinator epoch, start of the open transaction or -1, last write |
/// | 1 | number of batches, at most 5, oldest first: |
/// | 4, 8, 4, 8 | last sequence, last offset, offset delta, timestamp |
/// | 4 | number of ended transactions whose marker may be above the high watermark: |
/// | 8, 8 | first offset, offset of the marker |
extension ProducerStates {
    private static let magic: UInt16 = 0x5354
    private static let format: UInt16 = 1

    /// The bytes of a snapshot.
    package var snapshot: [UInt8] {
        var writer = ByteWriter(capacity: 32 + producers.count * 64)
        writer.write(Self.magic)
        writer.write(Self.format)
        writer.write(UInt32(0))
        writer.write(end.rawValue)
        writer.write(Int32(producers.count))
        for (id, state) in producers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            Self.write(id, state, to: &writer)
        }
        writer.write(Int32(ended.count))
        for transaction in ended {
            writer.write(transaction.firstOffset.rawValue)
            writer.write(transaction.markerOffset.rawValue)
        }
        return sealed(writer.intoBuffer())
    }

    private func sealed(_ buffer: consuming ByteBuffer) -> [UInt8] {
        var buffer = buffer
        buffer.overwrite(at: 4, with: CRC32C.checksum(buffer.bytes.extracting(8...)))
        return unsafe buffer.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    private static func write(_ id: ProducerID, _ state: ProducerState, to writer: inout ByteWriter)
    {
        writer.write(id.rawValue)
        writer.write(state.epoch.rawValue)
        writer.write(state.coordinatorEpoch)
        writer.write(state.transactionStart?.rawValue ?? -1)
        writer.write(state.lastWrite.rawValue)
        writer.write(Int8(state.batches.count))
        for index in 0..<state.batches.count {
            let batch = state.batches[index]
            writer.write(batch.lastSequence)
            writer.write(batch.lastOffset.rawValue)
            writer.write(batch.offsetDelta)
            writer.write(batch.timestamp.rawValue)
        }
    }

    /// Reads a snapshot, of this format or of Kafka's version 1.
    ///
    /// Nil where it is damaged, or of another offset than `end`, which the file's name tells.
    package init?(snapshot bytes: [UInt8], end: Offset) {
        var reader = ByteReader(unsafe bytes.span.bytes)
        let magic = reader.read(UInt16.self)
        if magic == 1 {
            self.init(kafkaSnapshot: bytes, end: end)
            return
        }
        let format = reader.read(UInt16.self)
        let checksum = reader.read(UInt32.self)
        guard magic == Self.magic, format == Self.format, !reader.failed,
            checksum == CRC32C.checksum(unsafe bytes.span.bytes.extracting(8...)),
            reader.read(Int64.self) == end.rawValue
        else { return nil }

        self.init(from: end)
        readProducers(from: &reader)
        for _ in 0..<max(0, reader.read(Int32.self)) where !reader.failed {
            ended.append(
                EndedTransaction(
                    firstOffset: Offset(rawValue: reader.read()),
                    markerOffset: Offset(rawValue: reader.read())))
        }
        guard !reader.failed, reader.remaining == 0 else { return nil }
        openFromProducers()
    }

    private mutating func readProducers(from reader: inout ByteReader) {
        for _ in 0..<max(0, reader.read(Int32.self)) where !reader.failed {
            let id = ProducerID(rawValue: reader.read())
            let epoch = ProducerEpoch(rawValue: reader.read())
            let coordinatorEpoch = reader.read(Int32.self)
            let start = reader.read(Int64.self)
            var state = ProducerState(
                epoch: epoch, lastWrite: Timestamp(rawValue: reader.read()))
            state.coordinatorEpoch = coordinatorEpoch
            state.transactionStart = start < 0 ? nil : Offset(rawValue: start)
            let count = Int(reader.read(Int8.self))
            guard 0...RecentBatches.capacity ~= count else { return reader.fail() }
            for _ in 0..<count { state.batches.append(Self.readBatch(from: &reader)) }
            producers[id] = state
        }
    }

    private static func readBatch(from reader: inout ByteReader) -> ProducerBatch {
        let lastSequence = reader.read(Int32.self)
        let lastOffset = Offset(rawValue: reader.read())
        let offsetDelta = reader.read(Int32.self)
        return ProducerBatch(
            lastSequence: lastSequence, lastOffset: lastOffset, offsetDelta: offsetDelta,
            timestamp: Timestamp(rawValue: reader.read()))
    }

    /// Finds the open transactions in what is known of the producers.
    mutating func openFromProducers() {
        open = producers.compactMap { id, state in
            state.transactionStart.map { OpenTransaction(producerID: id, firstOffset: $0) }
        }
        .sorted { $0.firstOffset < $1.firstOffset }
    }
}
