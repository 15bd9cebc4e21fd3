package import Syscalls

/// A group of the classic protocol: who its members are, and how they agree on an assignment.
///
/// A pure state machine: requests, the time and what random letters a new member id gets come in as
/// arguments; what must be answered and written leaves in ``takeEffects()``. Whoever holds it (the
/// coordinator) appends ``Effects/record`` to the group's partition of `__consumer_offsets` and
/// sends the answers when that record is committed.
///
/// The states are Kafka's:
///
/// ```
///              a member joins                    all have joined, or time is up
///    empty ───────────────────▶ preparingRebalance ──────────────────▶ completingRebalance
///      ▲                         ▲   │ nobody came                          │ the leader syncs
///      └─────────────────────────┼───┘                                      ▼
///                                └── joins, leaves, falls silent ◀──────  stable
/// ```
///
/// Source: `ClassicGroup` and `GroupMetadataManager` of Apache Kafka 4.2; KIP-134, 345, 394, 559, 814.
package struct ClassicGroup: Sendable {
    package let id: String
    package let settings: Settings

    package internal(set) var state = State.empty
    /// Grows by one with each completed join; 0 before the first.
    package internal(set) var generation: Int32 = 0
    /// Such as `consumer`; nil for a group that only commits offsets.
    package internal(set) var protocolType: String?
    /// What the members agreed on, in this generation.
    package internal(set) var protocolName: String?
    package internal(set) var leaderID: String?
    /// When the group came into its state, for the expiry of its offsets.
    package internal(set) var stateTimestamp = Timestamp(rawValue: -1)

    /// The members in the order in which they came.
    package internal(set) var members: [Member] = []
    /// Ids that were given out and whose owners have not joined with them yet, and until when they hold (KIP-394).
    var pendingMembers: [String: Instant] = [:]
    /// Members of this generation that have not synced yet.
    var pendingSync: Set<String> = []
    /// When the sync of all must have come.
    var syncDeadline: Instant?
    var effects = Effects()

    package init(id: String, settings: Settings) {
        self.id = id
        self.settings = settings
    }

    /// The broker's settings for groups, in milliseconds.
    package struct Settings: Sendable, Equatable {
        package var minSessionTimeoutMs: Int64 = 6_000
        package var maxSessionTimeoutMs: Int64 = 1_800_000
        package var initialRebalanceDelayMs: Int64 = 0
        package var maxSize = Int(Int32.max)

        package init() {}
    }

    /// Where it stands between two generations.
    package enum State: Sendable, Equatable {
        case empty
        case preparingRebalance(Rebalance)
        case completingRebalance
        case stable
        case dead

        /// The name that DescribeGroups and ListGroups tell.
        package var name: String {
            switch self {
            case .empty: "Empty"
            case .preparingRebalance: "PreparingRebalance"
            case .completingRebalance: "CompletingRebalance"
            case .stable: "Stable"
            case .dead: "Dead"
            }
        }
    }

    /// A join phase that goes on until ``deadline``, or until all members have joined.
    package struct Rebalance: Sendable, Equatable {
        var deadline: Instant
        /// The first join of an empty group does not end early: it waits for further members (KIP-134).
        var initial: Initial?

        struct Initial: Sendable, Equatable {
            /// How much longer newcomers may extend it.
            var remainingMs: Int64
            /// Whether somebody came since the deadline was set.
            var hasNewcomer = false
        }
    }

    /// What the outside must do because of what happened: write the record first, then answer.
    package struct Effects: Sendable {
        /// Whether the group's metadata must be written; the answers wait until that is committed.
        package var mustPersist = false
        package var joined: [(ticket: GroupTicket, answer: Result<JoinAnswer, GroupError>)] = []
        package var synced: [(ticket: GroupTicket, answer: Result<SyncAnswer, GroupError>)] = []

        package var isEmpty: Bool {
            !mustPersist && joined.isEmpty && synced.isEmpty
        }
    }

    /// Removes and returns what there is to do.
    package mutating func takeEffects() -> Effects {
        defer { effects = Effects() }
        return effects
    }
}

/// Names a JoinGroup or SyncGroup that waits for its answer.
package struct GroupTicket: Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

// MARK: - Members

extension ClassicGroup {
    /// One member of the group.
    package struct Member: Sendable {
        package internal(set) var id: String
        /// The name of a static member, which outlives its restarts (KIP-345).
        package let instanceID: String?
        package internal(set) var clientID: String
        package internal(set) var clientHost: String
        package internal(set) var sessionTimeoutMs: Int64
        package internal(set) var rebalanceTimeoutMs: Int64
        /// What it supports, in the order in which it likes them, each with bytes that only the members understand.
        package internal(set) var protocols: [(name: String, metadata: [UInt8])]
        /// Its share, in the leader's bytes.
        package internal(set) var assignment: [UInt8] = []

        /// When it is taken for dead; it does not count while the member waits for an answer.
        var deadline: Instant
        /// It came in the rebalance that goes on, and was never answered.
        var isNew = true
        /// The JoinGroup that waits for the rebalance to end.
        var join: GroupTicket?
        /// The SyncGroup that waits for the leader's.
        var sync: GroupTicket?

        /// Whether it supports the same protocols with the same metadata.
        func matches(_ others: [(name: String, metadata: [UInt8])]) -> Bool {
            protocols.count == others.count
                && zip(protocols, others).allSatisfy {
                    $0.name == $1.name && $0.metadata == $1.metadata
                }
        }

        /// The bytes that it joined with under a protocol name.
        package func metadata(for name: String?) -> [UInt8] {
            protocols.first { $0.name == name }?.metadata ?? []
        }
    }

    /// Whether nothing of it would be missed: nobody is in it, was, or is about to be.
    var isBlank: Bool {
        state == .empty && pendingMembers.isEmpty && generation == 0 && protocolType == nil
    }

    /// The member with this id.
    package func member(_ id: String) -> Member? {
        index(of: id).map { members[$0] }
    }

    func index(of id: String) -> Int? {
        members.firstIndex { $0.id == id }
    }

    func memberID(ofInstance instanceID: String) -> String? {
        members.first { $0.instanceID == instanceID }?.id
    }

    /// The place of a member that a request names, by id and, for a static one, by both its names.
    func validated(_ memberID: String, instanceID: String?) throws(GroupError) -> Int {
        if let instanceID {
            guard let current = self.memberID(ofInstance: instanceID) else { throw .unknownMember }
            guard current == memberID else { throw .fencedInstance }
        }
        guard let place = index(of: memberID) else { throw .unknownMember }
        return place
    }

    /// The longest time that a member asked for; a rebalance waits so long.
    var rebalanceTimeoutMs: Int64 {
        members.map(\.rebalanceTimeoutMs).max() ?? 0
    }

    var haveAllJoined: Bool {
        pendingMembers.isEmpty && members.allSatisfy { $0.join != nil }
    }

    /// Whether the group's members, if any, are of this type and share one of these protocols with the newcomer.
    func supports(type: String, protocols: [String]) -> Bool {
        guard !type.isEmpty, !protocols.isEmpty else { return false }
        guard !members.isEmpty else { return true }
        return type == protocolType && !supportedByAll(of: Set(protocols)).isEmpty
    }

    /// Those of the protocols that every member supports.
    private func supportedByAll(of names: Set<String>) -> Set<String> {
        members.reduce(into: names) { names, member in
            names.formIntersection(member.protocols.map(\.name))
        }
    }

    /// The protocol that all support and most like best, each member having one vote; among equals the one
    /// that was voted for first.
    func selectedProtocol() -> String? {
        let supported = supportedByAll(of: Set(members.first?.protocols.map(\.name) ?? []))
        var votes: [(name: String, count: Int)] = []
        for member in members {
            guard let choice = member.protocols.first(where: { supported.contains($0.name) })
            else { continue }
            if let place = votes.firstIndex(where: { $0.name == choice.name }) {
                votes[place].count += 1
            } else {
                votes.append((choice.name, 1))
            }
        }
        var best: (name: String, count: Int)?
        for vote in votes where vote.count > best?.count ?? 0 {
            best = vote
        }
        return best?.name
    }
}
