import Configuration
import Testing

struct BrokerSettingsTests {
    @Test func `every key of Kafka is there, and each once`() {
        let names = BrokerSettings.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count > 341)
    }

    @Test(arguments: BrokerSettings.all)
    func `a default is a value that its row accepts`(setting: Setting) throws {
        if let fallback = setting.fallback { try setting.check(fallback) }
    }

    @Test(arguments: BrokerSettings.all + TopicSettings.all)
    func `every row says what it means in one sentence`(setting: Setting) {
        #expect(setting.summary.hasSuffix("."))
        #expect(!setting.summary.contains("|"))
    }

    @Test(arguments: BrokerSettings.quickstart.keys)
    func `what the quickstart file says are settings`(name: String) {
        #expect(BrokerSettings.row(name) != nil)
    }

    @Test(arguments: [
        ("listener.name.plain.ssl.keystore.location", "ssl.keystore.location"),
        ("listener.name.plain.scram-sha-256.sasl.jaas.config", "sasl.jaas.config"),
    ])
    func `a key of one listener has the row of the key`(name: String, row: String) {
        #expect(BrokerSettings.row(name)?.name == row)
    }
}
