package import KafkaProtocol

/// A partition by the name of its topic: how checkpoints and directories call it.
package struct TopicPartition: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let topic: String
    package let partition: PartitionIndex

    package init(topic: String, partition: PartitionIndex) {
        self.topic = topic
        self.partition = partition
    }

    /// The partition that a directory such as `orders-3` belongs to.
    package init?(directoryName name: some StringProtocol) {
        guard let hyphen = name.lastIndex(of: "-"), hyphen != name.startIndex,
            let partition = Int32(name[name.index(after: hyphen)...]), partition >= 0
        else { return nil }
        self.init(
            topic: String(name[..<hyphen]), partition: PartitionIndex(rawValue: partition))
        guard description == name else { return nil }
    }

    /// The name of its directory, such as `orders-3`.
    package var description: String { "\(topic)-\(partition)" }

    package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
        (left.topic, left.partition) < (right.topic, right.partition)
    }
}
