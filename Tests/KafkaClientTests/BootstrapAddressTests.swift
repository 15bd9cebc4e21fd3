import KafkaClient
import Testing

struct BootstrapAddressTests {
    @Test(arguments: [
        ("localhost:9092", ["localhost:9092"]),
        ("a", ["a:9092"]),
        ("a:1, b:2", ["a:1", "b:2"]),
        ("[::1]:9093", ["[::1]:9093"]),
        ("[::1]", ["[::1]:9092"]),
    ])
    func `a list of addresses is read`(text: String, addresses: [String]) throws {
        #expect(try BootstrapAddress.parse(text).map(\.description) == addresses)
    }

    @Test(arguments: ["", "a:", "a:x", ":1", "a:65536", "[::1]9"])
    func `what is none is refused`(text: String) {
        #expect(throws: ClientError.self) { try BootstrapAddress.parse(text) }
    }
}
