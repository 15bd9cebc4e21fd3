import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct UnregisterBrokerTests {
    @Test func `a broker that takes no part is forgotten`() throws {
        let world = try ApiWorld()
        try world.register(2)
        #expect(try world.ask(UnregisterBroker.self) { $0.brokerId = 2 }.errorCode == 0)
        #expect(world.context.image.brokers[2] == nil)
        #expect(try world.ask(UnregisterBroker.self) { $0.brokerId = 2 }.errorCode == 102)
    }

    @Test func `a broker that takes part stays`() throws {
        let world = try ApiWorld()
        #expect(try world.ask(UnregisterBroker.self) { $0.brokerId = 1 }.errorCode == 42)
        #expect(world.context.image.brokers[1] != nil)
    }
}
