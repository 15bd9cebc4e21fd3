import Cluster
import Syscalls
import Testing

@Suite struct QuotaEntityTests {
    typealias Part = QuotaEntity.Part

    @Test(arguments: [
        ([], "empty"), ([Part("planet", "mars")], "planet"), ([Part("user", "")], "Empty user"),
        ([Part("user", "a"), Part("user", "b")], "duplicate"),
        ([Part("ip", "127.0.0.9"), Part("user", "a")], "should not be combined"),
        ([Part("ip", "example.org")], "not a valid IP"), ([Part("ip", "")], "Empty ip"),
    ])
    func `what is no entity is refused, and the reason said`(parts: [Part], reason: String) {
        #expect {
            try QuotaEntity(parts)
        } throws: { error in
            guard case .invalidRequest(let sentence) = error as? ClusterError else { return false }
            return sentence.contains(reason)
        }
    }

    @Test func `an entity comes out as it went in, the user first`() throws {
        let pair = try QuotaEntity([Part("client-id", nil), Part("user", "a")])
        #expect(pair == .clients(user: .named("a"), id: .others))
        #expect(pair.parts == [Part("user", "a"), Part("client-id", nil)])
        #expect(try QuotaEntity([Part("ip", nil)]) == .address(nil))
    }

    @Test func `an address is the same in all its spellings`() throws {
        let long = try QuotaEntity([Part("ip", "0:0:0:0:0:0:0:1")])
        #expect(long == .address(.loopback6))
        #expect(long.parts == [Part("ip", "::1")])
    }
}
