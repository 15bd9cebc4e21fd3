package import Bytes
package import Syscalls

/// A consumer group of KIP-848: its members send heartbeats, and the broker assigns.
///
/// Three epochs move one after the other. The *group epoch* counts changes of what is wanted (members,
/// subscriptions, topics). The *assignment epoch* is the group epoch for which the target assignment was
/// computed. Each *member epoch* follows when the member has let go of what its target does not have
/// and got what it does; a partition goes to its new owner only after the old one let go.
///
/// A pure state machine: what must be written leaves in ``takeRecords()``; time, topics and regular
/// expressions come in as arguments. Members of the classic protocol may be in it too (online
/// migration): for them the member epoch is the generation.
///
/// Source: KIP-848; `ConsumerGroup`, `CurrentAssignmentBuilder`, `GroupMetadataManager` of Kafka 4.2.
package struct ConsumerGroup: Sendable {
    package let id: String
    package internal(set) var settings: Settings

    package internal(set) var epoch: Int32 = 0
    package internal(set) var assignmentEpoch: Int32 = 0
    /// The members in the order in which they came.
    package internal(set) var members: [Member] = []
    /// What each member is to have, by its id.
    package internal(set) var targets: [String: PartitionSet] = [:]
    /// Of the topics that somebody subscribes to; another value moves the group epoch.
    var subscriptionHash: UInt64 = 0
    /// The topics that each regular expression in use matches.
    package internal(set) var matches: [String: Set<String>] = [:]
    /// Who has a partition, or has yet to let go of it.
    var owners: [Uuid: [Int32: String]] = [:]
    /// When the last member left.
    package internal(set) var emptySince = Timestamp(rawValue: -1)
    /// Whether only classic members are left, so that the group is to become a classic one.
    package internal(set) var mustDowngrade = false
    var records: [ConsumerGroupRecord] = []
    /// The version of the topics that was looked at last; nil where that must be done.
    var topicsVersion: Int64?

    package init(id: String, settings: Settings) {
        self.id = id
        self.settings = settings
    }

    /// The settings of the broker, or of this group where it has its own.
    package struct Settings: Sendable, Equatable {
        package var sessionTimeoutMs: Int64 = 45_000
        package var heartbeatIntervalMs: Int32 = 5_000
        package var maxSize = Int(Int32.max)
        /// Whether it becomes a classic group when its last modern member goes (`group.consumer.migration.policy`).
        package var allowsDowngrade = true
        /// The first is the default.
        package var assignors: [PartitionAssignor] = [.uniform, .range]

        package init() {}
    }

    /// The name of its state that DescribeGroups and ListGroups tell.
    package var stateName: String {
        if members.isEmpty { return "Empty" }
        if epoch > assignmentEpoch { return "Assigning" }
        let isStable = members.allSatisfy { $0.state == .stable && $0.epoch == assignmentEpoch }
        return isStable ? "Stable" : "Reconciling"
    }

    /// Removes and returns what must be written before anybody is answered.
    package mutating func takeRecords() -> [ConsumerGroupRecord] {
        defer { records = [] }
        return records
    }

    /// Replaces the settings, as when those of the group were altered.
    package mutating func use(_ settings: Settings) {
        self.settings = settings
    }
}

// MARK: - Members

extension ConsumerGroup {
    /// One member of the group.
    package struct Member: Sendable, Equatable {
        package var id: String
        package var instanceID: String?
        package var rackID: String?
        package var clientID = ""
        package var clientHost = ""
        package var rebalanceTimeoutMs: Int32 = -1
        package var topicNames: Set<String> = []
        /// nil or empty: none.
        package var topicRegex: String?
        /// The assignor that it would like.
        package var assignor: String?
        /// Not nil for a member that speaks the classic protocol.
        package var classic: Classic?

        /// 0 before the first answer; ``leftStatically`` between a static leave and the return.
        package var epoch: Int32 = 0
        package var previousEpoch: Int32 = 0
        package var state = State.stable
        /// What it may work on.
        package var assigned = PartitionSet()
        /// What it has yet to let go of.
        package var pendingRevocation = PartitionSet()

        /// When it is taken for dead.
        var deadline = Instant.distantFuture
        /// When it must have let go of ``pendingRevocation``, or joined again.
        var rebalanceDeadline = Instant.distantFuture

        package static let leftStatically: Int32 = -2

        /// What is kept of a member of the classic protocol.
        package struct Classic: Sendable, Equatable {
            package var sessionTimeoutMs: Int32
            /// In the order in which it likes them.
            package var protocols: [ClassicProtocol]
        }

        /// A protocol name with the bytes of a subscription.
        package struct ClassicProtocol: Sendable, Equatable {
            package var name: String
            package var metadata: [UInt8]

            package init(name: String, metadata: [UInt8]) {
                self.name = name
                self.metadata = metadata
            }
        }
    }

    /// How far a member is on the way to its target; the numbers are those of the record.
    package enum State: Int8, Sendable {
        case stable = 0
        /// It has yet to let go of partitions.
        case unrevokedPartitions = 1
        /// It waits for partitions that others have yet to let go of.
        case unreleasedPartitions = 2
    }

    /// The member with this id.
    package func member(_ id: String) -> Member? {
        index(of: id).map { members[$0] }
    }

    func index(of id: String) -> Int? {
        members.firstIndex { $0.id == id }
    }

    func index(ofInstance instanceID: String) -> Int? {
        members.firstIndex { $0.instanceID == instanceID }
    }

    /// The session timeout of a member: the group's, or what a classic one asked for.
    func sessionTimeoutMs(of member: Member) -> Int64 {
        member.classic.map { Int64($0.sessionTimeoutMs) } ?? settings.sessionTimeoutMs
    }

    mutating func touch(_ place: Int, _ now: Instant) {
        members[place].deadline = now.advanced(byMilliseconds: sessionTimeoutMs(of: members[place]))
    }

    /// All topics that a member wants, by name.
    package func subscribedTopics(of member: Member) -> Set<String> {
        guard let regex = member.topicRegex, !regex.isEmpty else { return member.topicNames }
        return member.topicNames.union(matches[regex] ?? [])
    }

    /// All topics that somebody wants, by name.
    package var subscribedTopics: Set<String> {
        members.reduce(into: []) { $0.formUnion(subscribedTopics(of: $1)) }
    }
}

/// A change of a group that must be written; nil is a tombstone.
package enum ConsumerGroupRecord: Sendable, Equatable {
    case member(String, ConsumerGroup.Member?)
    case epoch(Int32?, subscriptionHash: UInt64)
    case target(String, PartitionSet?)
    case assignmentEpoch(Int32?)
    case assignment(String, ConsumerGroup.Member?)
    case regularExpression(String, Set<String>?)

    /// Whether it takes back what was written before.
    var isTombstone: Bool {
        switch self {
        case .member(_, nil), .epoch(nil, _), .target(_, nil), .assignmentEpoch(nil),
            .assignment(_, nil), .regularExpression(_, nil):
            true
        default: false
        }
    }
}

/// What a group must know of the topics that there are.
package struct TopicDirectory: Sendable {
    /// Topics of the same version are the same; nil where that is not known.
    package let version: Int64?
    /// The id and the number of partitions of a topic.
    package let topic: @Sendable (_ name: String) -> (id: Uuid, partitionCount: Int32)?
    /// The name of the topic with this id.
    package let name: @Sendable (_ id: Uuid) -> String?
    /// The topics whose whole name a regular expression matches; nil for one that cannot be read.
    package let matching: @Sendable (_ regex: String) -> Set<String>?

    package init(
        version: Int64? = nil,
        topic: @escaping @Sendable (String) -> (id: Uuid, partitionCount: Int32)?,
        name: @escaping @Sendable (Uuid) -> String?,
        matching: @escaping @Sendable (String) -> Set<String>?
    ) {
        self.version = version
        self.topic = topic
        self.name = name
        self.matching = matching
    }
}
