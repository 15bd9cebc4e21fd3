package import KafkaProtocol

/// One thing that lies in a file of a data directory: a line of `strom log dump`.
package enum DumpLine: Sendable {
    /// A file; what it holds follows.
    case file(path: String, kind: DumpedFile, byteCount: Int)
    /// A batch of records that begins at a position of the file.
    case batch(position: Int, RecordBatchHeader, checksumIsRight: Bool)
    case record(DumpedRecord)
    case offsetEntry(offset: Offset, position: Int32)
    case timeEntry(timestamp: Int64, offset: Offset)
    case abortedTransaction(version: Int16, AbortedTransaction)
    /// What a snapshot of producers' states begins with; Kafka's do not say up to where they know.
    case snapshot(format: String, end: Offset?)
    case producer(ProducerID, ProducerState)
    case endedTransaction(EndedTransaction)
    case epoch(Int32, startOffset: Int64)
    case offset(topic: String, partition: Int32, offset: Int64)
    case property(key: String, value: String)
    case text([UInt8])
    /// Only zeros from there to the file's end: preallocated, or left by a power loss.
    case zeros(position: Int, byteCount: Int)
    /// Bytes that are not what they should be.
    case unreadable(position: Int, byteCount: Int, reason: DumpProblem)
}

/// Why bytes cannot be read.
package enum DumpProblem: String, Sendable {
    /// The file ends in the midst of it.
    case cutOff
    /// A batch says of itself that it is shorter than its header.
    case length
    /// A batch is of another format than 2.
    case magic
    /// The records of a batch cannot be decompressed or decoded, though its checksum is right.
    case records
    /// The snapshot is damaged.
    case snapshot
    /// The text is not a checkpoint's.
    case text
}

/// A record, copied out of its batch.
package struct DumpedRecord: Sendable {
    package let offset: Offset
    package let timestamp: Int64
    /// What a control record says: `commit`, `abort` …, or its number; nil for others.
    package let control: String?
    package let key: [UInt8]?
    package let value: [UInt8]?
    package let headers: [(key: [UInt8], value: [UInt8]?)]
}

/// What a file of a data directory is, by its name.
package enum DumpedFile: String, Sendable {
    case segment, offsetIndex, timeIndex, transactionIndex, producerSnapshot
    case metadataSnapshot, epochs, offsets, properties, text, other

    /// The kind of the file with this name, and the first offset that the name tells.
    static func named(_ name: String) -> (kind: DumpedFile, baseOffset: Offset) {
        if let (baseOffset, kind) = SegmentName.parse(name) {
            return (DumpedFile(kind), baseOffset)
        }
        if isMetadataSnapshot(name) { return (.metadataSnapshot, .zero) }
        if OffsetCheckpoint.Name(rawValue: name) != nil { return (.offsets, .zero) }
        let kind: DumpedFile =
            switch name {
            case EpochHistory.fileName: .epochs
            case "meta.properties", "partition.metadata": .properties
            case ".kafka_cleanshutdown", "quorum-state": .text
            default: .other
            }
        return (kind, .zero)
    }

    private init(_ kind: SegmentName.Kind) {
        self =
            switch kind {
            case .log: .segment
            case .offsetIndex: .offsetIndex
            case .timeIndex: .timeIndex
            case .transactionIndex: .transactionIndex
            case .producerSnapshot: .producerSnapshot
            }
    }

    /// Such as `00000000000000000008-0000000002.checkpoint`: end offset and epoch.
    private static func isMetadataSnapshot(_ name: String) -> Bool {
        guard name.hasSuffix(".checkpoint"), name.utf8.count == 20 + 1 + 10 + 11 else {
            return false
        }
        let digits = name.dropLast(11).split(separator: "-", omittingEmptySubsequences: false)
        return digits.map(\.utf8.count) == [20, 10]
            && digits.allSatisfy { $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
    }
}
