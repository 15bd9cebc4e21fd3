package import Bytes

/// Why a change of metadata was refused: the closed set of it.
///
/// ``message`` is the sentence that the client is told, in Kafka's words where Kafka has some.
package enum ClusterError: Error, Equatable, Sendable {
    /// The request contradicts itself.
    case invalidRequest(String)
    case invalidTopicName(String)
    case topicExists(name: String)
    case unknownTopic(name: String?)
    case unknownTopicID(Uuid)
    case topicDeletionDisabled
    case invalidPartitions(String)
    case invalidReplicationFactor(String)
    case invalidReplicaAssignment(String)
    case invalidConfig(String)
    /// A feature cannot be finalized at that level.
    case invalidUpdateVersion(String)
    /// The change is larger than one may be, or there is no room for what it makes.
    case policyViolation(String)
    /// The client makes or deletes more partitions than its quota lets it.
    case throttled
    /// The sender is an earlier life of the broker.
    case staleBrokerEpoch
    case brokerNotRegistered(Int32)
    /// The partition has the leader that it ought to have.
    case electionNotNeeded
    /// The first replica is not in sync, or its broker takes no part.
    case preferredLeaderNotAvailable
    /// No replica's broker takes part.
    case eligibleLeadersNotAvailable
    case noReassignmentInProgress
    /// The request was meant for another cluster.
    case inconsistentClusterID
    /// The cluster as it is cannot do it.
    case unsupported(String)
    /// The metadata log cannot be written; nothing was changed.
    case storage(String)

    /// The sentence that the client is told.
    package var message: String {
        switch self {
        case .invalidRequest(let sentence), .invalidTopicName(let sentence),
            .invalidPartitions(let sentence), .invalidReplicationFactor(let sentence),
            .invalidReplicaAssignment(let sentence), .invalidConfig(let sentence),
            .invalidUpdateVersion(let sentence), .policyViolation(let sentence),
            .unsupported(let sentence), .storage(let sentence):
            sentence
        case .topicExists(let name): "Topic '\(name)' already exists."
        case .unknownTopic(let name):
            name.map { "The topic '\($0)' does not exist." }
                ?? "This server does not host this topic-partition."
        case .unknownTopicID(let id): "This server does not host topic ID \(id)."
        case .topicDeletionDisabled: "Topic deletion is disabled."
        case .throttled: "The throttling quota has been exceeded."
        case .staleBrokerEpoch: "The broker has registered anew since."
        case .brokerNotRegistered(let id): "Broker id \(id) is not registered."
        case .electionNotNeeded: "Leader election not needed for topic partition."
        case .preferredLeaderNotAvailable: "The preferred leader was not available."
        case .eligibleLeadersNotAvailable: "Eligible topic partition leaders are not available."
        case .noReassignmentInProgress: "No partition reassignment is in progress."
        case .inconsistentClusterID: "The clusterId in the request does not match that found here."
        }
    }
}
