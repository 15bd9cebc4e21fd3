internal import Bytes
internal import KafkaProtocol
internal import Syscalls

/// Kafka's own snapshot, version 1, as a data directory of Kafka brings it: the last batch of each
/// producer only.
///
/// Big-endian: version (2), CRC-32C of all that follows (4), number of entries (4), and for each:
/// id (8), epoch (2), last sequence (4), last offset (8), offset delta (4), timestamp (8),
/// coordinator epoch (4), start of the open transaction or -1 (8).
extension ProducerStates {
    init?(kafkaSnapshot bytes: [UInt8], end: Offset) {
        var reader = ByteReader(unsafe bytes.span.bytes)
        reader.skip(2)
        let checksum = reader.read(UInt32.self)
        guard !reader.failed,
            checksum == CRC32C.checksum(unsafe bytes.span.bytes.extracting(6...))
        else { return nil }

        self.init(from: end)
        for _ in 0..<max(0, reader.read(Int32.self)) where !reader.failed {
            let (id, state) = Self.readKafkaEntry(from: &reader)
            producers[id] = state
        }
        guard !reader.failed, reader.remaining == 0 else { return nil }
        openFromProducers()
    }

    private static func readKafkaEntry(
        from reader: inout ByteReader
    ) -> (ProducerID, ProducerState) {
        let id = ProducerID(rawValue: reader.read())
        let epoch = ProducerEpoch(rawValue: reader.read())
        let lastSequence = reader.read(Int32.self)
        let lastOffset = reader.read(Int64.self)
        let offsetDelta = reader.read(Int32.self)
        let timestamp = Timestamp(rawValue: reader.read())
        var state = ProducerState(epoch: epoch, lastWrite: timestamp)
        state.coordinatorEpoch = reader.read()
        let start = reader.read(Int64.self)
        state.transactionStart = start < 0 ? nil : Offset(rawValue: start)
        if lastSequence >= 0, lastOffset >= 0 {
            state.batches.append(
                ProducerBatch(
                    lastSequence: lastSequence, lastOffset: Offset(rawValue: lastOffset),
                    offsetDelta: offsetDelta, timestamp: timestamp))
        }
        return (id, state)
    }
}
