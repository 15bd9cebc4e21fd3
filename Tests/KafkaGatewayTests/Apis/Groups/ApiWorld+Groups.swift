import Bytes
import Cluster
import Configuration
import KafkaMessages
import Testing

@testable import KafkaGateway

// A gateway with one group: `g`, on the topic `t` of two partitions.
extension ApiWorld {
    /// A world with a coordinator for groups, whose first rebalance waits for nobody.
    static func withCoordinator(
        _ configure: (inout BrokerConfiguration) -> Void = { _ in }
    ) throws -> ApiWorld {
        let world = try ApiWorld {
            $0.groupInitialRebalanceDelayMs = 0
            configure(&$0)
        }
        _ = try world.ask(FindCoordinator.self, version: 3) { $0.key = "g" }
        world.settle()
        try world.create("t", partitions: 2)
        return world
    }

    /// A world with a classic group of one member, whose generation is 1 and whose assignment is `[7]`.
    static func withClassicGroup(
        instance: String? = nil, type: String = "consumer"
    ) throws -> (ApiWorld, member: String) {
        let world = try withCoordinator()
        let joined = try world.answer(to: world.beginJoin(instance: instance, type: type))
        try #require(joined.errorCode == 0 && joined.generationId == 1)
        let synced = try world.answer(to: world.beginSync(joined.memberId, shares: [7]))
        try #require(synced.errorCode == 0)
        return (world, joined.memberId)
    }

    /// A world with a consumer group of KIP-848 of one member, whose epoch is 1.
    static func withConsumerGroup(
        instance: String? = nil
    ) throws -> (ApiWorld, joined: ConsumerGroupHeartbeatResponse) {
        let world = try withCoordinator()
        let joined = try world.joinConsumers("m1", instance: instance)
        try #require(joined.errorCode == 0)
        return (world, joined)
    }

    /// The answer to a request that waits for others, now that they have done their part.
    func answer<Response>(to held: Held<Response>) throws -> Response {
        settle()
        settle()
        try proceed(held)
        return try #require(held.answer)
    }

    /// Asks to join the group, and waits for nobody; v3 is the last that makes members at once.
    func beginJoin(
        _ member: String = "", instance: String? = nil, type: String = "consumer",
        version: Int16? = nil, _ change: (inout JoinGroupRequest) -> Void = { _ in }
    ) throws -> Held<JoinGroupResponse> {
        try begin(JoinGroup.self, version: version ?? (instance == nil ? 3 : 9)) { request in
            request.groupId = "g"
            request.memberId = member
            request.groupInstanceId = instance
            request.sessionTimeoutMs = 10_000
            request.rebalanceTimeoutMs = 10_000
            request.protocolType = type
            var range = JoinGroupRequest.Protocols()
            range.name = "range"
            range.metadata = Self.subscription(to: "t")
            request.protocols = [range]
            change(&request)
        }
    }

    /// Asks for the member's share, as the leader does if there are shares: one for each member named.
    func beginSync(
        _ member: String, generation: Int32 = 1, shares: [UInt8] = [], of members: [String]? = nil,
        version: Int16 = 3, _ change: (inout SyncGroupRequest) -> Void = { _ in }
    ) throws -> Held<SyncGroupResponse> {
        try begin(SyncGroup.self, version: version) { request in
            request.groupId = "g"
            request.memberId = member
            request.generationId = generation
            request.assignments = zip(members ?? [member], shares).map { id, share in
                var assignment = SyncGroupRequest.Assignments()
                assignment.memberId = id
                assignment.assignment = [share]
                return assignment
            }
            change(&request)
        }
    }

    /// Joins the consumer group of KIP-848.
    func joinConsumers(
        _ member: String, instance: String? = nil, version: Int16 = 1,
        _ change: (inout ConsumerGroupHeartbeatRequest) -> Void = { _ in }
    ) throws -> ConsumerGroupHeartbeatResponse {
        try ask(ConsumerGroupHeartbeat.self, version: version) { request in
            request.groupId = "g"
            request.memberId = member
            request.instanceId = instance
            request.rebalanceTimeoutMs = 10_000
            request.subscribedTopicNames = ["t"]
            request.topicPartitions = []
            change(&request)
        }
    }

    /// Commits an offset of partition 0 of `t`, and gives the partition's code.
    @discardableResult
    func commit(
        _ offset: Int64 = 5, as member: String = "", generation: Int32 = -1, version: Int16 = 9,
        _ change: (inout OffsetCommitRequest) -> Void = { _ in }
    ) throws -> Int16 {
        let response = try ask(OffsetCommit.self, version: version) { request in
            request.groupId = "g"
            request.memberId = member
            request.generationIdOrMemberEpoch = generation
            var topic = OffsetCommitRequest.Topics()
            topic.name = "t"
            topic.topicId = context.image.topics["t"]?.id ?? .zero
            var partition = OffsetCommitRequest.Topics.Partitions()
            partition.committedOffset = offset
            topic.partitions = [partition]
            request.topics = [topic]
            change(&request)
        }
        return response.topics[0].partitions[0].errorCode
    }

    /// All that the group has committed.
    func committed() throws -> OffsetFetchResponse.Groups {
        let response = try ask(OffsetFetch.self, version: 9) { request in
            var group = OffsetFetchRequest.Groups()
            group.groupId = "g"
            group.topics = nil
            request.groups = [group]
        }
        return response.groups[0]
    }

    /// The bytes by which a classic consumer tells what it subscribes to.
    static func subscription(to topic: String) -> [UInt8] {
        var subscription = ConsumerProtocolSubscription()
        subscription.topics = [topic]
        var writer = ByteWriter()
        writer.writeVersioned(subscription, version: 0)
        let written = writer.intoBuffer()
        return unsafe written.bytes.withUnsafeBytes { unsafe Array($0) }
    }
}
