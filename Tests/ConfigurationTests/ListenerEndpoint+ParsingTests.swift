import Configuration
import Testing

struct ListenerEndpointParsingTests {
    @Test(arguments: [
        ("PLAINTEXT://127.0.0.1:9092", "127.0.0.1", 9092),
        ("plaintext://:0", "", 0),
        ("PLAINTEXT://[::1]:19092", "::1", 19092),
        (" PLAINTEXT://my-host.example:1 ", "my-host.example", 1),
    ])
    func `host and port are read`(text: String, host: String, port: UInt16) throws {
        let broker = try BrokerConfiguration(BrokerLayers(given: ["listeners": text]))
        #expect(broker.listeners.map(\.host) == [host])
        #expect(broker.listeners.map(\.port) == [port])
        #expect(broker.listeners.map(\.name) == ["PLAINTEXT"])
    }

    @Test func `the IPv4 and the IPv6 half of a listener may share a port`() throws {
        let broker = try BrokerConfiguration(
            BrokerLayers(given: [
                "listeners": "A://127.0.0.1:9092,B://[::1]:9092",
                "listener.security.protocol.map": "A:PLAINTEXT,B:PLAINTEXT",
            ]))
        #expect(broker.listeners.count == 2)
    }

    @Test func `an IPv6 address wants its brackets`() {
        #expect(throws: SettingError.self) {
            try BrokerConfiguration(BrokerLayers(given: ["listeners": "PLAINTEXT://::1:9092"]))
        }
    }
}
