import Syscalls
import Testing

@Suite struct SocketAddressTests {
    @Test(arguments: ["127.0.0.1", "10.1.2.3", "255.255.255.255", "::1", "::", "2001:db8::5"])
    func `an address is written as it is read`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == text)
        #expect(address.isVersion6 == text.contains(":"))
    }

    @Test(arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "12345::", "127.0.0.1:9092"])
    func `what is no address is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `a port stands behind an address, which has brackets where it has colons`() {
        #expect(SocketAddress(ip: .loopback4, port: 9092).description == "127.0.0.1:9092")
        #expect(SocketAddress(ip: .loopback6, port: 9092).description == "[::1]:9092")
    }

    @Test func `loopback, any and network are told apart`() throws {
        #expect(IPAddress.loopback4.isLoopback && IPAddress.loopback6.isLoopback)
        #expect(IPAddress.any4.isAny && IPAddress.any6.isAny)
        let address = try #require(IPAddress("2001:db8:1:2:3:4:5:6"))
        #expect(address.network == IPAddress("2001:db8:1:2::"))
        #expect(IPAddress("10.1.2.3")?.network == IPAddress("10.1.2.3"))
    }

    @Test func `the text of an address resolves to itself`() throws {
        #expect(
            try SocketAddress.resolve("::1", port: 7) == [SocketAddress(ip: .loopback6, port: 7)])
        #expect(throws: ResolutionFailure.self) {
            try SocketAddress.resolve("no-such-host.invalid", port: 7)
        }
    }
}
