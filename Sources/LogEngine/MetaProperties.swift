package import Bytes

/// What a data directory says of itself: the file `meta.properties`, with Kafka's keys.
package struct MetaProperties: Equatable, Sendable {
    package var nodeID: Int32
    package var clusterID: String
    /// The directory's own identifier, which the metadata names it by (KIP-858).
    package var directoryID: Uuid

    package init(nodeID: Int32, clusterID: String, directoryID: Uuid) {
        self.nodeID = nodeID
        self.clusterID = clusterID
        self.directoryID = directoryID
    }

    /// The name of the file, in the root of the data directory.
    package static let fileName = "meta.properties"
    /// The version of Kafka's file.
    private static let version = 1
    /// The version of the files that Strom writes; a directory of a newer one is not opened.
    package static let format = 1

    /// The text of the file.
    package var text: String {
        """
        cluster.id=\(clusterID)
        directory.id=\(directoryID)
        node.id=\(nodeID)
        strom.format=\(Self.format)
        version=\(Self.version)

        """
    }

    /// Reads the text of a file; one of Kafka's has no `strom.format`.
    package init(_ text: String) throws(DirectoryError) {
        var values: [Substring: Substring] = [:]
        for line in text.split(whereSeparator: \.isNewline) where line.first != "#" {
            guard let equals = line.firstIndex(of: "=") else { continue }
            values[line[..<equals]] = line[line.index(after: equals)...]
        }
        let format = values["strom.format"].map { Int($0) ?? .max } ?? Self.format
        guard format <= Self.format else { throw .newerFormat(format) }
        guard values["version"].map({ Int($0) == Self.version }) == true,
            let node = values["node.id"].flatMap({ Int32($0) }),
            let cluster = values["cluster.id"], !cluster.isEmpty,
            let directory = values["directory.id"].flatMap({ Uuid(String($0)) })
        else { throw .damaged(Self.fileName) }
        self.init(nodeID: node, clusterID: String(cluster), directoryID: directory)
    }
}
