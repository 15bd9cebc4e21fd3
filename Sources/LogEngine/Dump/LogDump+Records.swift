import KafkaProtocol

extension LogDump {
    /// Tells the records of a batch; all or, where one cannot be read, that they cannot.
    static func dumpRecords(
        of header: RecordBatchHeader, _ bytes: [UInt8], at position: Int,
        _ emit: (DumpLine) throws -> Void
    ) throws {
        guard let records = records(of: header, bytes) else {
            let start = RecordBatchHeader.byteCount
            return try emit(
                .unreadable(
                    position: position + start, byteCount: bytes.count - start, reason: .records))
        }
        for record in records { try emit(.record(record)) }
    }

    private static func records(of header: RecordBatchHeader, _ bytes: [UInt8]) -> [DumpedRecord]? {
        var found: [DumpedRecord] = []
        do throws(RecordBatchError) {
            let batch = try RecordBatch(atFrontOf: unsafe bytes.span.bytes)
            try batch.forEachRecord { record in
                found.append(DumpedRecord(record, of: header))
                return true
            }
        } catch {
            return nil
        }
        return found
    }
}

extension DumpedRecord {
    fileprivate init(_ record: borrowing Record, of header: RecordBatchHeader) {
        offset = header.baseOffset.advanced(by: record.offsetDelta)
        timestamp = header.timestamp(ofDelta: record.timestampDelta)
        key = record.key?.copied
        value = record.value?.copied
        headers = Self.headers(of: record)
        control = header.isControl ? Self.control(key ?? []) : nil
    }

    private static func headers(
        of record: borrowing Record
    ) -> [(key: [UInt8], value: [UInt8]?)] {
        var headers: [(key: [UInt8], value: [UInt8]?)] = []
        record.forEachHeader { header in
            headers.append((header.name.copied, header.value?.copied))
        }
        return headers
    }

    /// What a control record's key says: version (2 bytes) and type (2).
    private static func control(_ key: [UInt8]) -> String {
        let type = key.count >= 4 ? Int16(truncatingIfNeeded: Int(key[2]) << 8 | Int(key[3])) : -1
        let names = [
            "abort", "commit", "leaderChange", "snapshotHeader", "snapshotFooter", "kraftVersion",
            "kraftVoters",
        ]
        return names.indices.contains(Int(type)) ? names[Int(type)] : String(type)
    }
}

extension RawSpan {
    /// The bytes in an array of their own.
    fileprivate var copied: [UInt8] {
        unsafe withUnsafeBytes { unsafe Array($0) }
    }
}
