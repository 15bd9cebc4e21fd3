import KafkaMessages
import Testing

@testable import KafkaGateway

@Suite struct DescribeClientQuotasTests {
    private func describe(
        _ world: ApiWorld, _ wanted: [(String, Int8, String?)], strict: Bool = false,
        version: Int16 = 1
    ) throws -> DescribeClientQuotasResponse {
        try world.ask(DescribeClientQuotas.self, version: version) { request in
            request.strict = strict
            request.components = wanted.map { type, match, name in
                var component = DescribeClientQuotasRequest.Components()
                component.entityType = type
                component.matchType = match
                component.match = name
                return component
            }
        }
    }

    @Test(arguments: DescribeClientQuotas.versions)
    func `entities are found by name, by default, and by kind`(version: Int16) throws {
        let world = try ApiWorld()
        try world.limit(["user": "u"], ["producer_byte_rate": 1, "request_percentage": 2.5])
        try world.limit(["user": "u", "client-id": nil], ["producer_byte_rate": 2])
        try world.limit(["ip": nil], ["connection_creation_rate": 3])
        func bounds(
            _ wanted: [(String, Int8, String?)], strict: Bool = false
        ) throws -> [[Double]] {
            let response = try describe(world, wanted, strict: strict, version: version)
            #expect(response.errorCode == 0)
            return response.entries?.map { $0.values.map(\.value) } ?? []
        }
        #expect(try bounds([]) == [[3], [1, 2.5], [2]])
        #expect(try bounds([("user", 0, "u")]) == [[1, 2.5], [2]])
        #expect(try bounds([("user", 0, "u")], strict: true) == [[1, 2.5]])
        #expect(try bounds([("user", 2, nil), ("client-id", 1, nil)]) == [[2]])
        #expect(try bounds([("ip", 2, nil)]) == [[3]])
        #expect(try bounds([("ip", 0, "127.0.0.1")]).isEmpty)
        let entry = try describe(world, [("client-id", 1, nil)]).entries?.first
        #expect(entry?.entity.map(\.entityType) == ["user", "client-id"])
        #expect(entry?.entity.map(\.entityName) == ["u", nil])
    }

    @Test func `a filter that makes no sense is refused`() throws {
        let world = try ApiWorld()
        let cases: [(wanted: [(String, Int8, String?)], code: Int16)] = [
            ([("", 2, nil)], 42), ([("user", 2, nil), ("user", 1, nil)], 42),
            ([("user", 2, nil), ("ip", 2, nil)], 42), ([("user", 9, nil)], 42),
            ([("user", 0, nil)], 42), ([("user", 1, "u")], 42), ([("user", 2, "u")], 42),
            ([("planet", 2, nil)], 35),
        ]
        for (wanted, code) in cases {
            let response = try describe(world, wanted)
            #expect(response.errorCode == code, "\(wanted)")
            #expect(response.errorMessage?.isEmpty == false)
            #expect(response.entries == nil)
        }
    }
}
