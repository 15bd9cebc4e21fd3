package import Bytes
package import KafkaProtocol
import LogEngine
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
    /// Where its record lies: of two commits the later one in the log counts, whenever it came into force.
    package var recordOffset = Offset.zero

    package init(offset: Int64, commitTimestamp: Timestamp) {
        self.offset = offset
        self.commitTimestamp = commitTimestamp
    }
}

/// Offsets of many groups.
struct CommittedOffsets: Sendable {
    private(set) var byGroup: [String: [TopicPartition: CommittedOffset]] = [:]
    /// About what all of them take.
    private(set) var byteCount = 0

    /// The groups that have one.
    var groups: some Collection<String> { byGroup.keys }

    /// All offsets of a group.
    subscript(group: String) -> [TopicPartition: CommittedOffset] {
        byGroup[group] ?? [:]
    }

    subscript(group: String, partition: TopicPartition) -> CommittedOffset? {
        get { byGroup[group]?[partition] }
        set {
            byteCount -= self[group, partition]?.byteCount(of: partition) ?? 0
            byteCount += newValue?.byteCount(of: partition) ?? 0
            byGroup[group, default: [:]][partition] = newValue
            if byGroup[group]?.isEmpty == true {
                byGroup[group] = nil
            }
        }
    }
}
