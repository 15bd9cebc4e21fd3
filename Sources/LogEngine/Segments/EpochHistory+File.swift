package import Syscalls

internal import KafkaProtocol

/// The file `leader-epoch-checkpoint` of a partition: text in Kafka's form, a row `epoch offset` for
/// each entry.
extension EpochHistory {
    package static let fileName = "leader-epoch-checkpoint"

    /// Reads the file in a partition's directory.
    ///
    /// - Returns: nil where it is absent, or its content is bad: the batches' headers tell it anew.
    package static func load(
        from directory: String, on disk: any Disk
    ) throws(Errno) -> EpochHistory? {
        guard let bytes = try CheckpointFile.read("\(directory)/\(fileName)", on: disk) else {
            return nil
        }
        return EpochHistory(text: bytes)
    }

    /// Replaces the file in a partition's directory; durable on return.
    package func store(in directory: String, on disk: any Disk) throws(Errno) {
        var files = Replacements(on: disk)
        try store(in: directory, with: &files)
        try files.place()
    }

    /// Replaces the file in a partition's directory together with others.
    package func store(in directory: String, with files: inout Replacements) throws(Errno) {
        try files.add("\(directory)/\(Self.fileName)", text)
    }

    /// What the file holds.
    package var text: [UInt8] {
        CheckpointText.text(
            of: entries.map { "\($0.epoch.rawValue) \($0.startOffset.rawValue)" })
    }

    /// Nil where the content is bad.
    package init?(text bytes: [UInt8]) {
        guard let rows = CheckpointText.rows(of: bytes, fields: 2) else { return nil }
        var entries: [Entry] = []
        for row in rows {
            guard let epoch = Int32(row[0]), let offset = Int64(row[1]) else { return nil }
            entries.append(
                Entry(
                    epoch: LeaderEpoch(rawValue: epoch), startOffset: Offset(rawValue: offset)))
        }
        self.init(entries)
    }
}
