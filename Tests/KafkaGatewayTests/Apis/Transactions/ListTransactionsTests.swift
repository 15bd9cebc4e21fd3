import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct ListTransactionsTests {
    private func world() throws -> (ApiWorld, idle: TestProducer, busy: TestProducer) {
        let world = try ApiWorld()
        try world.create("t")
        let idle = try world.producer("idle")
        let busy = try world.producer("busy")
        _ = try world.add([0], of: "t", to: busy)
        return (world, idle, busy)
    }

    private func names(
        _ world: ApiWorld, version: Int16 = 2, _ fill: (inout ListTransactionsRequest) -> Void
    ) throws -> [String] {
        let response = try world.ask(ListTransactions.self, version: version, fill)
        #expect(response.errorCode == 0)
        return response.transactionStates.map { "\($0.transactionalId) \($0.transactionState)" }
    }

    @Test(arguments: ListTransactions.versions)
    func `all are listed, or those of a state or a producer`(version: Int16) throws {
        let (world, idle, busy) = try world()
        func names(_ fill: (inout ListTransactionsRequest) -> Void) throws -> [String] {
            try self.names(world, version: version, fill)
        }
        #expect(try names { _ in } == ["busy Ongoing", "idle Empty"])
        #expect(try names { $0.stateFilters = ["Ongoing"] } == ["busy Ongoing"])
        #expect(try names { $0.producerIdFilters = [idle.id] } == ["idle Empty"])
        #expect(
            try names {
                $0.stateFilters = ["Ongoing"]
                $0.producerIdFilters = [idle.id]
            } == [])
        #expect(idle.id != busy.id)
    }

    @Test func `states that there are not are named`() throws {
        let (world, _, _) = try world()
        let response = try world.ask(ListTransactions.self) {
            $0.stateFilters = ["Empty", "Nonsense"]
        }
        #expect(response.unknownStateFilters == ["Nonsense"])
        #expect(response.transactionStates.map(\.transactionalId) == ["idle"])
    }

    @Test func `those are found that have run for long, and those of a pattern`() throws {
        let (world, _, _) = try world()
        world.pass(milliseconds: 500)
        func busy(longerThan milliseconds: Int64) throws -> [String] {
            try names(world) {
                $0.stateFilters = ["Ongoing"]
                $0.durationFilter = milliseconds
            }
        }
        #expect(try busy(longerThan: 500) == ["busy Ongoing"])
        #expect(try busy(longerThan: 501) == [])
        #expect(try names(world) { $0.durationFilter = 600_000 } == ["idle Empty"])
        #expect(try names(world) { $0.transactionalIdPattern = "b.s." } == ["busy Ongoing"])
        #expect(try names(world) { $0.transactionalIdPattern = "b" } == [], "the whole name")
        let refused = try world.ask(ListTransactions.self) { $0.transactionalIdPattern = "(" }
        #expect(refused.errorCode == 128)
    }
}
