import Syscalls
import Testing

@testable import Cluster

@Suite struct MutationAllowanceTests {
    @Test func `it is overdrawn once, and then refuses where it is strict`() throws {
        var allowance = MutationAllowance(left: 2, isStrict: true)
        try allowance.take(1)
        #expect(!allowance.mustWait)
        try allowance.take(30)
        #expect(throws: ClusterError.throttled) { try allowance.take(1) }
        #expect(allowance.used == 31)
        #expect(allowance.mustWait)
    }

    @Test func `one that is not strict counts on`() throws {
        var allowance = MutationAllowance(left: -5, isStrict: false)
        try allowance.take(3)
        #expect(allowance.used == 3)
        #expect(allowance.mustWait)
    }

    @Test func `topics beyond it are neither made, grown nor deleted`() throws {
        let world = try BrokerWorld()
        let controller = world.broker.controller
        let made = try controller.createTopics(
            [NewTopic(name: "a", partitionCount: 3), NewTopic(name: "b", partitionCount: 1)],
            within: MutationAllowance(left: 2, isStrict: true), now: world.now)
        #expect(made.allowance.used == 3)
        world.settle()
        #expect(world.broker.image.topics.sortedNames == ["a"])
        let overdrawn = MutationAllowance(left: -1, isStrict: true)
        let grown = try controller.createPartitions(
            [.init(name: "a", count: 4)], within: overdrawn, now: world.now)
        let deleted = try controller.deleteTopics(
            [.init(name: "a")], within: overdrawn, now: world.now)
        world.settle()
        #expect(grown.value[0].error == .throttled)
        #expect(deleted.value[0].error == .throttled)
        #expect(world.broker.image.topics["a"]?.partitions.count == 3)
    }

    @Test func `what is refused for another reason uses nothing up, what is only asked does`()
        throws
    {
        let world = try BrokerWorld()
        let allowance = MutationAllowance(left: 10, isStrict: true)
        let refused = try world.broker.controller.createTopics(
            [NewTopic(name: "a b", partitionCount: 3)], within: allowance, now: world.now)
        #expect(refused.allowance.used == 0)
        let asked = try world.broker.controller.createTopics(
            [NewTopic(name: "a", partitionCount: 3)], validateOnly: true, within: allowance,
            now: world.now)
        #expect(asked.allowance.used == 3)
        let missing = try world.broker.controller.deleteTopics(
            [.init(name: "none")], within: allowance, now: world.now)
        #expect(missing.allowance.used == 0)
    }
}
