package import Bytes
package import LogEngine
package import Syscalls

/// How far a group has read a partition, as it said itself.
package struct CommittedOffset: Sendable, Equatable {
    package var offset: Int64
    /// -1 where the consumer did not tell (KIP-320).
    package var leaderEpoch: Int32 = -1
    package var metadata = ""
    package var commitTimestamp: Timestamp
    /// When it is to be forgotten, where the commit said so (v2 to v4).
    package var expireTimestamp: Timestamp?
    package var topicID = Uuid.zero

    package init(offset: Int64, commitTimestamp: Timestamp) {
        self.offset = offset
        self.commitTimestamp = commitTimestamp
    }
}

/// The committed offsets of many groups.
package struct CommittedOffsets: Sendable {
    private var byGroup: [String: [TopicPartition: CommittedOffset]] = [:]

    package init() {}

    /// The groups that have committed something.
    package var groups: some Collection<String> { byGroup.keys }

    /// All offsets of a group.
    package subscript(group: String) -> [TopicPartition: CommittedOffset] {
        byGroup[group] ?? [:]
    }

    package subscript(group: String, partition: TopicPartition) -> CommittedOffset? {
        get { byGroup[group]?[partition] }
        set {
            byGroup[group, default: [:]][partition] = newValue
            if byGroup[group]?.isEmpty == true {
                byGroup[group] = nil
            }
        }
    }
}
