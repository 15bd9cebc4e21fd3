import Bytes
import Cluster
import KafkaGateway
import KafkaProtocol
import LogEngine
import Syscalls

extension Microbenchmarks {
    /// What is asked of groups: one commit costs the same however many offsets and members there are.
    static func groupSteps(in directory: String) throws -> [Step] {
        try FileSystem.makeDirectories(directory)
        let world = try GroupWorld(in: directory)
        try world.commit(10_000, by: "many")
        let member = try world.join(1_000, "crowd")
        return [
            commit(by: "one", named: "group of one", in: world),
            commit(by: "many", named: "group of 10,000", in: world),
            commit(by: "crowd", of: member, named: "group of 1,000 members", in: world),
            leave("crowd", in: world),
        ]
    }

    private static func commit(
        by group: String, of member: (id: String, generation: Int32) = ("", -1), named name: String,
        in world: GroupWorld
    ) -> Step {
        let frame = HeldFrame(
            Frames.commit(
                0, of: GroupWorld.topic, by: group, member: member.id, epoch: member.generation))
        return Step(
            "OffsetCommit of one offset, \(name)", allows: 32,
            because: "the request's arrays, the record's parts and batch, a round of the sync queue"
        ) { meter in
            let end = try world.end(of: group)
            _ = meter.measure { world.world.answer(&frame.bytes) }
            let isTaken = try world.end(of: group) == end + 1
            precondition(isTaken, "it was refused")
        }
    }

    /// A request that may change members looks at each of them once.
    private static func leave(_ group: String, in world: GroupWorld) -> Step {
        let frame = HeldFrame(Frames.leave("a stranger", of: group))
        return Step(
            "LeaveGroup of a stranger, group of 1,000 members", allows: 12,
            because: "arrays and strings of the request, its results and the answer"
        ) { meter in
            let reply = meter.measure { world.world.answer(&frame.bytes) }
            precondition(reply.throttleMs == 0, "another answer")
        }
    }
}

/// A broker that coordinates groups, large ones too.
private final class GroupWorld {
    static let topic = "committed"

    let world: World

    init(in directory: String) throws {
        world = try World(in: directory)
        try world.create(Self.topic, partitions: 1, durability: "async")
        try world.createCoordinators()
    }

    private func partition(of group: String) throws -> OffsetsPartition {
        try world.broker.groups.partition(of: group, in: world.context.image)
    }

    /// How many records were written of the partition's groups.
    func end(of group: String) throws -> Int64 {
        try partition(of: group).replica.status.endOffset.rawValue
    }

    /// Commits an offset of so many partitions, whether the topic has them or not.
    func commit(_ count: Int32, by group: String) throws {
        var request = CommitRequest()
        request.offsets = (0..<count).map { index in
            let place = TopicPartition(
                topic: Self.topic, partition: PartitionIndex(rawValue: index))
            return (place, CommittedOffset(offset: 7, commitTimestamp: .now()))
        }
        let refusals = try partition(of: group).commit(
            request, for: group, now: .now(), wallTime: .now()
        ).value
        precondition(refusals.allSatisfy { $0 == nil }, "an offset was refused")
    }

    /// Has so many members join; all but the first wait for the others.
    ///
    /// - Returns: the first, and its generation.
    func join(_ count: Int, _ group: String) throws -> (id: String, generation: Int32) {
        var request = JoinRequest()
        request.sessionTimeoutMs = 60_000
        request.rebalanceTimeoutMs = 60_000
        request.protocolType = "consumer"
        request.protocols = [("range", [UInt8](repeating: 7, count: 100))]
        let topics = world.broker.topicDirectory(of: world.context.image)
        for number in 0..<count {
            request.clientID = "member-\(number)"
            request.freshSuffix = "1"
            _ = try partition(of: group).join(
                request, to: group, topics: topics, now: .now(), wallTime: .now())
        }
        let generation = try partition(of: group).classicGroup(group)?.generation ?? -1
        return ("member-0-1", generation)
    }
}
