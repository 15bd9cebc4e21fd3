package import LogEngine

/// Why a group refuses a request.
package enum GroupError: Error, Equatable {
    /// The group id may not be empty here.
    case invalidGroupID
    /// There is no such group.
    case groupNotFound
    /// The group has no such member, or no such instance.
    case unknownMember
    /// Another member has taken the place of this instance id (KIP-345).
    case fencedInstance
    /// The request is of another generation than the group.
    case illegalGeneration
    /// The group rebalances; the member must join again.
    case rebalanceInProgress
    /// No protocol that all support, another protocol type, or none named.
    case inconsistentProtocol
    /// The session timeout lies outside `group.min.session.timeout.ms` to `group.max.session.timeout.ms`.
    case invalidSessionTimeout
    /// The group has `group.max.size` members.
    case groupFull
    /// The broker keeps as much of groups as it may (`strom.memory.state.bytes`).
    case memoryFull
    /// Join again with this id (KIP-394).
    case memberIDRequired(String)
    /// The group has members.
    case notEmpty
    /// The coordinator cannot serve now.
    case notAvailable
    /// The groups of this partition are still being loaded.
    case loading
    /// Another broker coordinates this group.
    case notCoordinator
    /// The member epoch is above the known one, or below it with partitions that are not the member's.
    case fencedMemberEpoch
    /// The member epoch is not the known one.
    case staleMemberEpoch
    /// The instance id is in use.
    case unreleasedInstance
    case unsupportedAssignor
    case invalidRegularExpression
    /// A member subscribes to the topic.
    case subscribedToTopic
    case offsetMetadataTooLarge
    /// As ``memoryFull``, of an offset that was not committed before.
    case offsetsFull
    /// What is to be written is more than the partition takes at once.
    case recordsTooLarge
    /// The version of the request knows nothing of groups of this kind.
    case unsupportedVersion
    /// The producer in whose transaction it is to be written may not.
    case producer(ProducerStateError)
}
