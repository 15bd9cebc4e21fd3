import Syscalls
import Testing

@testable import Cluster

@Suite struct ClientQuotasTests {
    private let client = QuotaClient(user: "u", id: "c")

    private func quotas(_ bounds: (QuotaEntity, Double)...) -> ClientQuotas {
        var quotas = ClientQuotas()
        for (entity, bound) in bounds { quotas.set("producer_byte_rate", of: entity, to: bound) }
        return quotas
    }

    @Test func `of all quotas that match, the most exact one counts`() {
        // Strongest first, with the share that each gives.
        let order: [(QuotaEntity, ClientQuota.Share)] = [
            (.clients(user: .named("u"), id: .named("c")), .init(user: "u", id: "c")),
            (.clients(user: .named("u"), id: .others), .init(user: "u", id: "c")),
            (.clients(user: .named("u"), id: nil), .init(user: "u", id: nil)),
            (.clients(user: .others, id: .named("c")), .init(user: "u", id: "c")),
            (.clients(user: .others, id: .others), .init(user: "u", id: "c")),
            (.clients(user: .others, id: nil), .init(user: "u", id: nil)),
            (.clients(user: nil, id: .named("c")), .init(user: nil, id: "c")),
            (.clients(user: nil, id: .others), .init(user: nil, id: "c")),
        ]
        var quotas = ClientQuotas()
        for (bound, (entity, share)) in order.enumerated().reversed() {
            quotas.set("producer_byte_rate", of: entity, to: Double(bound + 1))
            let found = quotas.quota(.producerByteRate, of: client)
            #expect(found == ClientQuota(.producerByteRate, Double(bound + 1), share))
        }
    }

    @Test func `others' quotas and other keys do not count`() {
        let quotas = quotas(
            (.clients(user: .named("v"), id: nil), 1), (.clients(user: nil, id: .named("d")), 2))
        #expect(quotas.quota(.producerByteRate, of: client) == nil)
        #expect(quotas.quota(.consumerByteRate, of: .init(user: "v", id: "")) == nil)
        #expect(quotas.quota(.producerByteRate, of: .init(user: "v", id: "d"))?.bound == 1)
    }

    @Test func `one that is taken back counts no more, and the last one takes the entity along`() {
        let entity = QuotaEntity.clients(user: nil, id: .named("c"))
        var quotas = quotas((entity, 1), (.clients(user: nil, id: .others), 2), (entity, 3))
        quotas.set("producer_byte_rate", of: entity, to: nil)
        quotas.set("producer_byte_rate", of: entity, to: nil)
        #expect(quotas.quota(.producerByteRate, of: client)?.bound == 2)
        #expect(quotas.entities == [.clients(user: nil, id: .others)])
        quotas.set("producer_byte_rate", of: .clients(user: nil, id: .others), to: nil)
        #expect(quotas.isEmpty)
        #expect(quotas.quota(.producerByteRate, of: client) == nil)
    }

    @Test func `an address has the quota of its own, else that of all others`() {
        var quotas = ClientQuotas()
        #expect(quotas.connectionRate(of: .loopback4) == nil)
        quotas.set("connection_creation_rate", of: .address(nil), to: 5)
        #expect(quotas.connectionRate(of: .loopback4) == 5)
        quotas.set("connection_creation_rate", of: .address(.loopback4), to: 7)
        #expect(quotas.connectionRate(of: .loopback4) == 7)
        #expect(quotas.connectionRate(of: .loopback6) == 5)
    }
}
