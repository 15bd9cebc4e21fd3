import Configuration
import Testing

struct BrokerConfigurationTests {
    @Test func `without anything given it is what the rows say`() throws {
        var plain = BrokerConfiguration()
        let read = try BrokerConfiguration(BrokerLayers())
        plain.listeners = read.listeners
        #expect(read == plain)
    }
}
