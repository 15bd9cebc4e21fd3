import Cluster
import KafkaMessages
import Testing

@testable import KafkaGateway

@Suite struct AlterClientQuotasTests {
    @Test(arguments: AlterClientQuotas.versions)
    func `a quota is in force when it is answered`(version: Int16) throws {
        let world = try ApiWorld()
        #expect(
            try world.limit(["client-id": "c"], ["producer_byte_rate": 5], version: version) == 0)
        let client = QuotaClient(user: "u", id: "c")
        #expect(world.context.image.quotas.quota(.producerByteRate, of: client)?.bound == 5)
        #expect(
            try world.limit(["client-id": "c"], ["producer_byte_rate": nil], version: version) == 0)
        #expect(world.context.image.quotas.isEmpty)
    }

    @Test func `one that is refused keeps no other from being set, and says why`() throws {
        let world = try ApiWorld()
        let response = try world.ask(AlterClientQuotas.self) { request in
            request.entries = ["planet", "user"].map { type in
                var entry = AlterClientQuotasRequest.Entries()
                entry.entity = [.init()]
                entry.entity[0].entityType = type
                entry.entity[0].entityName = nil
                entry.ops = [.init()]
                entry.ops[0].key = "request_percentage"
                entry.ops[0].value = 50
                return entry
            }
        }
        #expect(response.entries.map(\.errorCode) == [42, 0])
        #expect(response.entries[0].errorMessage?.contains("planet") == true)
        #expect(response.entries[1].entity.map(\.entityType) == ["user"])
        #expect(response.entries[1].entity[0].entityName == nil)
        #expect(world.context.image.quotas.entities == [.clients(user: .others, id: nil)])
    }

    @Test func `a request that only asks changes nothing`() throws {
        let world = try ApiWorld()
        let key = "producer_byte_rate"
        #expect(try world.limit(["user": "u"], [key: 0.5], validateOnly: true) == 42)
        #expect(try world.limit(["user": "u"], [key: 5], validateOnly: true) == 0)
        #expect(world.context.image.quotas.isEmpty)
    }
}
