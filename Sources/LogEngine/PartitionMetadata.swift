package import Bytes
package import Syscalls

/// The file `partition.metadata`: whose directory it is, in Kafka's form.
package struct PartitionMetadata: Equatable, Sendable {
    package static let fileName = "partition.metadata"

    package let topicID: Uuid

    package init(topicID: Uuid) {
        self.topicID = topicID
    }

    /// What the file holds.
    package var text: [UInt8] { Array("version: 0\ntopic_id: \(topicID)\n".utf8) }

    /// Nil where the content is bad.
    package init?(text bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let fields = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
            guard fields.count == 2, fields[0] == "topic_id" else { continue }
            let id = fields[1].drop { $0 == " " }
            guard let topicID = Uuid(String(id)) else { return nil }
            self.init(topicID: topicID)
            return
        }
        return nil
    }

    /// Reads the file in a partition's directory; nil where it is absent or its content is bad.
    package static func load(
        from directory: String, on disk: any Disk
    ) throws(Errno) -> PartitionMetadata? {
        let bytes = try CheckpointFile.read("\(directory)/\(fileName)", on: disk)
        return bytes.flatMap { PartitionMetadata(text: $0) }
    }
}
