import Bytes
import Cluster
import KafkaProtocol
import Syscalls

extension RequestContext {
    /// Where a group is coordinated, if that is here.
    func groups(of groupID: String) throws(GroupError) -> OffsetsPartition {
        try broker.groups.partition(of: groupID, in: image)
    }

    /// As ``groups(of:)``, where the id may not be empty (G-3).
    func namedGroup(_ groupID: String) throws(GroupError) -> OffsetsPartition {
        guard !groupID.isEmpty else { throw .invalidGroupID }
        return try groups(of: groupID)
    }

    /// Refuses what is of KIP-848 while the cluster has not finalized it (KIP-1022).
    func requireConsumerProtocol() throws(GroupError) {
        guard image.features[SupportedFeature.groupVersion, default: 0] >= 1 else {
            throw .unsupportedVersion
        }
    }

    /// What groups are told of the topics that there are.
    var topicDirectory: TopicDirectory { broker.topicDirectory(of: image) }

    /// The client as the groups keep it: its address with Java's slash in front.
    var clientHost: String { "/\(connection.peerAddress.ip)" }

    /// The end of the id that a new member is given: a random UUID in its usual letters.
    var freshMemberSuffix: String {
        var random = SystemRandomNumberGenerator()
        return Uuid.random(using: &random).hyphenated
    }
}

/// The names in the order of their first mention: a group is answered once, however often it is named.
func mentionedOnce(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
}
