import Configuration
import Testing

@testable import KafkaGateway

@Suite struct QuotaWindowsTests {
    @Test func `they are as the settings say`() throws {
        var layers = BrokerLayers()
        layers.given = [
            "quota.window.num": "3", "quota.window.size.seconds": "2",
            "controller.quota.window.num": "5", "controller.quota.window.size.seconds": "4",
        ]
        let configuration = try BrokerConfiguration(layers)
        #expect(QuotaWindows.ofClients(configuration).wholeMs == 6000)
        #expect(QuotaWindows.ofController(configuration).wholeMs == 20_000)
    }

    @Test func `absurd ones do not overflow`() {
        #expect(QuotaWindows(count: .max, seconds: .max).wholeMs > 0)
        #expect(QuotaWindows(count: 0, seconds: -1).wholeMs == 1000)
    }
}
