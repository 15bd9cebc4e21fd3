import KafkaProtocol

extension LogDump {
    static func dumpSnapshot(
        _ bytes: [UInt8], at end: Offset, _ emit: (DumpLine) throws -> Void
    ) throws {
        guard let states = ProducerStates(snapshot: bytes, end: end) else {
            return try emit(.unreadable(position: 0, byteCount: bytes.count, reason: .snapshot))
        }
        let isKafkas = bytes.starts(with: [0, 1])
        try emit(
            isKafkas
                ? .snapshot(format: "kafka-1", end: nil) : .snapshot(format: "strom-1", end: end))
        for (id, state) in states.producers.sorted(by: { $0.key < $1.key }) {
            try emit(.producer(id, state))
        }
        for transaction in states.ended { try emit(.endedTransaction(transaction)) }
    }
}
