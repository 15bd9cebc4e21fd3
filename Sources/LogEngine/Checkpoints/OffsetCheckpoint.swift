package import KafkaProtocol
package import Syscalls

/// An offset for each partition of a data directory, as a file (log-engine.md 9.2).
///
/// The file is text in Kafka's form, a row `topic partition offset` for each partition. A file with
/// bad content counts as absent: what it says can be found again, only more slowly.
package struct OffsetCheckpoint: Equatable, Sendable {
    /// The files of a data directory that have this form.
    package enum Name: String, CaseIterable, Sendable {
        /// Up to where each log is known to be on the disk.
        case recoveryPoint = "recovery-point-offset-checkpoint"
        /// The high watermarks.
        case highWatermark = "replication-offset-checkpoint"
        /// Where the logs begin whose first records were deleted.
        case logStart = "log-start-offset-checkpoint"
        /// Up to where the logs are compacted.
        case cleaner = "cleaner-offset-checkpoint"
    }

    package var offsets: [TopicPartition: Offset]

    package init(_ offsets: [TopicPartition: Offset] = [:]) {
        self.offsets = offsets
    }

    /// Reads the file of that name in the root of the disk.
    ///
    /// - Returns: nil where it is absent, or its content is bad.
    package static func load(_ name: Name, from disk: any Disk) throws(Errno) -> OffsetCheckpoint? {
        guard let bytes = try CheckpointFile.read(name.rawValue, on: disk) else { return nil }
        return OffsetCheckpoint(text: bytes)
    }

    /// Replaces the file of that name in the root of the disk; durable on return.
    package func store(_ name: Name, on disk: any Disk) throws(Errno) {
        var files = Replacements(on: disk)
        try store(name, with: &files)
        try files.place()
    }

    /// Replaces the file of that name together with others.
    package func store(_ name: Name, with files: inout Replacements) throws(Errno) {
        try files.add(name.rawValue, text)
    }

    /// What the file holds, in order of the partitions.
    package var text: [UInt8] {
        let rows = offsets.sorted { $0.key < $1.key }
            .map { "\($0.key.topic) \($0.key.partition) \($0.value.rawValue)" }
        return CheckpointText.text(of: rows)
    }

    /// Nil where the content is bad.
    package init?(text bytes: [UInt8]) {
        guard let rows = CheckpointText.rows(of: bytes, fields: 3) else { return nil }
        var offsets: [TopicPartition: Offset] = [:]
        for row in rows {
            guard let partition = Int32(row[1]), partition >= 0,
                let offset = Int64(row[2]), offset >= 0
            else { return nil }
            let key = TopicPartition(
                topic: String(row[0]), partition: PartitionIndex(rawValue: partition))
            let isNew = offsets.updateValue(Offset(rawValue: offset), forKey: key) == nil
            guard isNew else { return nil }
        }
        self.init(offsets)
    }
}
