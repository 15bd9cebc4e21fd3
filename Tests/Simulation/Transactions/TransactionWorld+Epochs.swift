internal import Bytes
internal import Cluster
internal import KafkaProtocol
internal import LogEngine

/// Producers that come to the end of their epochs.
extension TransactionWorld {
    /// Has the transactional ids come near the last of their epochs, so that they get new producer ids.
    func useUpEpochs() throws {
        var builder = RecordBatchBuilder()
        for (index, id) in Self.transactionalIDs.enumerated() {
            let epoch = Int16.max - 1 - Int16(random.number(in: 0..<6))
            note("\(id) is at epoch \(epoch)")
            var key: [UInt8] = []
            key.appendNumber(0 as Int16)
            key.appendNumber(Int16(id.utf8.count))
            key += Array(id.utf8)
            builder.append(
                timestamp: wall, key: key,
                value: Self.stateOfRest(of: Int64(1 << 40 + index), epoch, wall))
        }
        var buffer = ByteBuffer()
        let header = builder.finish(into: &buffer)
        var bytes = buffer.mutableBytes
        _ = try replica(Self.states).append(
            &bytes, batchAt: 0..<bytes.byteCount, header: header, requiredAcks: -1, now: now,
            origin: .coordinator)
        while broker.syncs.runRound() {}
        disk.crash(.kill)
        try restart()
    }

    /// A TransactionLogValue of version 0: nothing is open.
    private static func stateOfRest(
        of producer: Int64, _ epoch: Int16, _ wall: Int64
    ) -> [UInt8] {
        var value: [UInt8] = []
        value.appendNumber(0 as Int16)
        value.appendNumber(producer)
        value.appendNumber(epoch)
        value.appendNumber(60_000 as Int32)
        value.append(UInt8(0))
        value.appendNumber(-1 as Int32)
        value.appendNumber(wall)
        value.appendNumber(-1 as Int64)
        return value
    }
}

extension [UInt8] {
    fileprivate mutating func appendNumber<Value: FixedWidthInteger>(_ value: Value) {
        for shift in stride(from: Value.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }
}
