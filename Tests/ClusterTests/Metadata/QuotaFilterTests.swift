import Syscalls
import Testing

@testable import Cluster

@Suite struct QuotaFilterTests {
    private let entities: [String: QuotaEntity] = [
        "user": .clients(user: .named("a"), id: nil),
        "pair": .clients(user: .named("a"), id: .named("c")),
        "default": .clients(user: .named("a"), id: .others),
        "id": .clients(user: nil, id: .named("c")),
        "ip": .address(.loopback6),
    ]

    private func found(
        _ wanted: [(type: String, match: QuotaFilter.Match)], isStrict: Bool = false
    ) throws -> Set<String> {
        let filter = try QuotaFilter(wanted, isStrict: isStrict)
        return Set(entities.filter { filter.matches($0.value) }.keys)
    }

    @Test func `an entity passes that has all parts as they are wanted`() throws {
        #expect(try found([]) == Set(entities.keys))
        #expect(try found([("user", .exactly("a"))]) == ["user", "pair", "default"])
        #expect(try found([("user", .exactly("a")), ("client-id", .exactly(nil))]) == ["default"])
        #expect(try found([("client-id", .present)]) == ["pair", "default", "id"])
        #expect(try found([("user", .exactly("b"))]).isEmpty)
    }

    @Test func `a strict one wants no other parts`() throws {
        #expect(try found([("user", .present)], isStrict: true) == ["user"])
        #expect(try found([("client-id", .exactly("c"))], isStrict: true) == ["id"])
        #expect(try found([], isStrict: true).isEmpty)
    }

    @Test func `an address is found in any spelling`() throws {
        #expect(try found([("ip", .exactly("0:0:0:0:0:0:0:1"))]) == ["ip"])
    }

    @Test func `a filter that no entity could pass is refused`() {
        for wanted: [(String, QuotaFilter.Match)] in [
            [("", .present)], [("user", .present), ("user", .exactly(nil))],
            [("ip", .present), ("user", .present)],
        ] {
            #expect(throws: ClusterError.self) { try QuotaFilter(wanted, isStrict: false) }
        }
        #expect(throws: ClusterError.unsupported("Unsupported entity type planet")) {
            try QuotaFilter([("planet", .present)], isStrict: false)
        }
    }
}
