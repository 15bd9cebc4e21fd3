import Cluster
import Configuration
import Testing

@testable import KafkaGateway

@Suite struct LoopContextTests {
    @Test func `settings that change while the broker runs are in force with their image`() throws {
        let world = try ApiWorld()
        let key = "max.connections.per.ip"
        #expect(try world.alter(4, "", (key, 0, "7")) == 0)
        #expect(world.context.configuration.maxConnectionsPerIP == 7)
        #expect(try world.alter(4, "1", (key, 0, "8")) == 0)
        #expect(world.context.configuration.maxConnectionsPerIP == 8)
        #expect(try world.alter(4, "1", (key, 1, nil)) == 0)
        #expect(try world.alter(4, "", (key, 1, nil)) == 0)
        #expect(world.context.configuration.maxConnectionsPerIP == Int(Int32.max))
    }
}
