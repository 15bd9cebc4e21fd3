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
    /// Join again with this id (KIP-394).
    case memberIDRequired(String)
    /// The group has members.
    case notEmpty
    /// The coordinator of this group is not here, or not yet.
    case notAvailable
}
