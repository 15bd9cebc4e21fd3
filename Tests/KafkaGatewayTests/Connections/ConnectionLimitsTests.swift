import Configuration
import KafkaGateway
import Syscalls
import Testing

@Suite struct ConnectionLimitsTests {
    @Test(arguments: [
        (openFiles: 1_048_576, memory: 1 << 30, expected: 16_384),
        (openFiles: 8192, memory: 1 << 34, expected: 7168),
        (openFiles: 1024, memory: 1 << 34, expected: 512),
        (openFiles: 1_048_576, memory: 96 << 20, expected: 1536),
    ])
    func `memory and descriptors bound the connections`(
        openFiles: Int, memory: Int, expected: Int
    ) {
        let limits = ConnectionLimits(
            BrokerConfiguration(), openFiles: openFiles, memory: memory)
        #expect(limits.connections == expected)
    }

    @Test func `overrides per address are taken over`() {
        var configuration = BrokerConfiguration()
        configuration.maxConnectionsPerIPOverrides = ["127.0.0.1": 3, "::1": 4]
        let limits = ConnectionLimits(configuration, openFiles: 1024, memory: 1 << 30)
        #expect(limits.perAddressOverrides == [.loopback4: 3, .loopback6: 4])
    }
}
