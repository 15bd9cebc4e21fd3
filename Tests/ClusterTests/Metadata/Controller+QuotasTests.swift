import Cluster
import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@Suite struct QuotaAlterationTests {
    typealias Part = QuotaEntity.Part
    private let client = [Part("client-id", "c")]

    private func alter(
        _ world: BrokerWorld, _ entity: [Part], _ values: (String, Double?)...,
        validateOnly: Bool = false
    ) throws -> ClusterError? {
        let alteration = QuotaAlteration(entity, values.map { ($0.0, $0.1) })
        let decision = try world.broker.controller.alterClientQuotas(
            [alteration], validateOnly: validateOnly, now: world.now)
        world.settle()
        return decision.value[0]
    }

    private func values(_ world: BrokerWorld, _ entity: [Part]) throws -> [String: Double] {
        world.broker.image.quotas.values(of: try QuotaEntity(entity))
    }

    @Test func `values are set and taken back, and the others stay`() throws {
        let world = try BrokerWorld()
        let keys = ["producer_byte_rate", "request_percentage", "consumer_byte_rate"]
        #expect(try alter(world, client, (keys[0], 5), (keys[1], 12.5)) == nil)
        #expect(try alter(world, client, (keys[0], nil), (keys[2], 7)) == nil)
        #expect(try values(world, client) == [keys[1]: 12.5, keys[2]: 7])
        #expect(try alter(world, client, (keys[2], 9), validateOnly: true) == nil)
        #expect(try values(world, client)[keys[2]] == 7)
    }

    @Test func `one bad value, and none of an entity's is set`() throws {
        let world = try BrokerWorld()
        for (key, bound) in [
            ("producer_byte_rate", 0.5), ("producer_byte_rate", 0), ("consumer_byte_rate", -1),
            ("producer_byte_rate", 1e30), ("request_percentage", 0), ("request_percentage", .nan),
            ("controller_mutation_rate", .infinity), ("no_such_rate", 1),
            ("connection_creation_rate", 1),
        ] {
            let error = try alter(world, client, ("controller_mutation_rate", 1), (key, bound))
            guard case .invalidRequest = error else {
                Issue.record("\(key)=\(bound): \(String(describing: error))")
                continue
            }
        }
        #expect(world.broker.image.quotas.isEmpty)
    }

    @Test func `addresses have a key of their own, and it is a whole number`() throws {
        let world = try BrokerWorld()
        let address = [Part("ip", "127.0.0.9")]
        #expect(try alter(world, address, ("connection_creation_rate", 2.5)) != nil)
        #expect(try alter(world, address, ("connection_creation_rate", 1e10)) != nil)
        #expect(try alter(world, address, ("producer_byte_rate", 1)) != nil)
        #expect(try alter(world, address, ("connection_creation_rate", 2)) == nil)
        #expect(
            world.broker.image.quotas.connectionRate(of: IPAddress(version4: 0x7f00_0009)) == 2)
    }

    @Test func `nothing is written where nothing changes`() throws {
        let world = try BrokerWorld()
        #expect(try alter(world, client, ("producer_byte_rate", 5)) == nil)
        let offset = world.broker.image.offset
        #expect(try alter(world, client, ("producer_byte_rate", 5)) == nil)
        #expect(try alter(world, client, ("no_such_rate", nil)) == nil)
        #expect(world.broker.image.offset == offset)
    }

    @Test(arguments: [false, true])
    func `they are there after a crash, whether a snapshot holds them or the log`(
        isSnapshot: Bool
    ) throws {
        let world = try BrokerWorld {
            $0.metadataLogMaxRecordBytesBetweenSnapshots = isSnapshot ? 100 : .max
        }
        let pair = [Part("user", "u"), Part("client-id", nil)]
        #expect(try alter(world, client, ("producer_byte_rate", 5)) == nil)
        #expect(
            try alter(world, pair, ("consumer_byte_rate", 6), ("request_percentage", 0.5)) == nil)
        #expect(try alter(world, [Part("ip", nil)], ("connection_creation_rate", 7)) == nil)
        #expect(try alter(world, client, ("controller_mutation_rate", 8)) == nil)
        #expect(try alter(world, client, ("producer_byte_rate", nil)) == nil)
        world.broker.tick(now: Instant(nanoseconds: 1), wallTime: world.now)
        #expect(world.disk.files.keys.contains { $0.hasSuffix(".checkpoint") } == isSnapshot)
        try world.crash(.powerLoss)
        #expect(try values(world, client) == ["controller_mutation_rate": 8])
        #expect(try values(world, pair) == ["consumer_byte_rate": 6, "request_percentage": 0.5])
        #expect(world.broker.image.quotas.connectionRate(of: .loopback4) == 7)
        #expect(world.broker.image.quotas.entities.count == 3)
    }
}
