import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct DescribeTransactionsTests {
    @Test func `each id is told of as it stands`() throws {
        let world = try ApiWorld()
        try world.create("b", partitions: 3)
        try world.create("a")
        let producer = try world.producer("x", timeoutMs: 54_321)
        let idle = try world.describe("x")
        #expect(
            (idle.errorCode, idle.transactionState, idle.transactionStartTimeMs) == (0, "Empty", -1)
        )
        #expect((idle.producerId, idle.producerEpoch) == (producer.id, producer.epoch))
        #expect(idle.transactionTimeoutMs == 54_321)
        _ = try world.add([2, 0], of: "b", to: producer)
        world.pass(milliseconds: 1000)
        _ = try world.add([0], of: "a", to: producer)
        let busy = try world.describe("x")
        #expect(busy.transactionState == "Ongoing")
        #expect(busy.transactionStartTimeMs == world.context.wallTime.rawValue - 1000)
        #expect(busy.topics.map(\.topic) == ["a", "b"])
        #expect(busy.topics.map(\.partitions) == [[0], [0, 2]])
    }

    @Test func `an id that is named twice is told of once`() throws {
        let world = try ApiWorld()
        _ = try world.producer("x")
        let response = try world.ask(DescribeTransactions.self) {
            $0.transactionalIds = ["x", "y", "x"]
        }
        #expect(response.transactionStates.map(\.transactionalId) == ["x", "y"])
    }

    @Test func `an unknown id and an empty one have codes of their own`() throws {
        let world = try ApiWorld()
        #expect(try world.describe("x").errorCode == 16)
        try world.prepareTransactions()
        #expect(try world.describe("x").errorCode == 105)
        #expect(try world.describe("").errorCode == 42)
    }
}
