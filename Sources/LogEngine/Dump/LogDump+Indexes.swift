import KafkaProtocol

extension LogDump {
    static func dumpOffsetIndex(
        _ bytes: [UInt8], _ baseOffset: Offset, _ emit: (DumpLine) throws -> Void
    ) throws {
        try forEachRow(of: bytes, size: OffsetIndexEntry.byteCount, emit) { row, at in
            .offsetEntry(
                offset: baseOffset.advanced(by: row.integer(at: at, as: Int32.self)),
                position: row.integer(at: at + 4))
        }
    }

    static func dumpTimeIndex(
        _ bytes: [UInt8], _ baseOffset: Offset, _ emit: (DumpLine) throws -> Void
    ) throws {
        try forEachRow(of: bytes, size: TimeIndexEntry.byteCount, emit) { row, at in
            .timeEntry(
                timestamp: row.integer(at: at),
                offset: baseOffset.advanced(by: row.integer(at: at + 8, as: Int32.self)))
        }
    }

    static func dumpTransactionIndex(
        _ bytes: [UInt8], _ emit: (DumpLine) throws -> Void
    ) throws {
        try forEachRow(of: bytes, size: 34, emit) { row, at in
            .abortedTransaction(
                version: row.integer(at: at),
                AbortedTransaction(
                    producerID: ProducerID(rawValue: row.integer(at: at + 2)),
                    firstOffset: Offset(rawValue: row.integer(at: at + 10)),
                    lastOffset: Offset(rawValue: row.integer(at: at + 18)),
                    lastStableOffset: Offset(rawValue: row.integer(at: at + 26))))
        }
    }

    /// Tells the rows of an index, up to the zeros that Kafka's end with while they grow.
    private static func forEachRow(
        of bytes: [UInt8], size: Int, _ emit: (DumpLine) throws -> Void,
        _ line: (RawSpan, Int) -> DumpLine
    ) throws {
        let content = (bytes.lastIndex { $0 != 0 }).map { $0 + 1 } ?? 0
        var position = 0
        while bytes.count - position >= size {
            let isPadding = position >= content
            if isPadding, position > 0 || bytes.count > size { break }
            try emit(line(unsafe bytes.span.bytes, position))
            position += size
        }
        guard position < bytes.count else { return }
        let byteCount = bytes.count - position
        try emit(
            position >= content
                ? .zeros(position: position, byteCount: byteCount)
                : .unreadable(position: position, byteCount: byteCount, reason: .cutOff))
    }
}
