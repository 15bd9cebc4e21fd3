extension LogDump {
    static func dumpEpochs(_ bytes: [UInt8], _ emit: (DumpLine) throws -> Void) throws {
        try dumpRows(of: bytes, fields: 2, emit) { row in
            guard let epoch = Int32(row[0]), let offset = Int64(row[1]) else { return nil }
            return .epoch(epoch, startOffset: offset)
        }
    }

    static func dumpOffsets(_ bytes: [UInt8], _ emit: (DumpLine) throws -> Void) throws {
        try dumpRows(of: bytes, fields: 3, emit) { row in
            guard let partition = Int32(row[1]), let offset = Int64(row[2]) else { return nil }
            return .offset(topic: String(row[0]), partition: partition, offset: offset)
        }
    }

    private static func dumpRows(
        of bytes: [UInt8], fields: Int, _ emit: (DumpLine) throws -> Void,
        _ line: ([Substring]) -> DumpLine?
    ) throws {
        let rows = CheckpointText.rows(of: bytes, fields: fields) ?? []
        let lines = rows.compactMap(line)
        guard lines.count == rows.count, CheckpointText.rows(of: bytes, fields: fields) != nil
        else {
            return try emit(.unreadable(position: 0, byteCount: bytes.count, reason: .text))
        }
        for line in lines { try emit(line) }
    }

    /// Lines `key=value`, or `key: value`; blank ones and comments are left out.
    static func dumpProperties(
        _ bytes: [UInt8], _ separator: Character, _ emit: (DumpLine) throws -> Void
    ) throws {
        for row in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let row = row.trimming { $0 == " " || $0 == "\t" || $0 == "\r" }
            guard !row.isEmpty, !row.hasPrefix("#") else { continue }
            let parts = row.split(
                separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? parts[1].trimming { $0 == " " } : ""
            try emit(
                .property(key: String(parts[0].trimming { $0 == " " }), value: String(value)))
        }
    }
}

extension Substring {
    /// What is left without such characters at both ends.
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        var rest = drop(while: isTrimmed)
        while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        return rest
    }
}
