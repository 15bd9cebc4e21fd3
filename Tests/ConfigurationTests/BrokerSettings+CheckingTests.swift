import Configuration
import Testing

struct BrokerSettingsCheckingTests {
    @Test(arguments: [
        (
            "num.partitions", BrokerSettings.Reach.thisBroker,
            SettingError.readOnly("num.partitions")
        ),
        ("num.partitions", .allBrokers, .readOnly("num.partitions")),
        (
            "ssl.keystore.location", .thisBroker,
            .needsListenerPrefix("ssl.keystore.location")
        ),
        ("listeners", .allBrokers, .perBroker("listeners")),
        (
            "listener.name.x.ssl.keystore.location", .allBrokers,
            .perBroker("listener.name.x.ssl.keystore.location")
        ),
    ])
    func `what cannot change while running is refused`(
        name: String, reach: BrokerSettings.Reach, error: SettingError
    ) {
        #expect(throws: error) {
            try BrokerSettings.apply([ConfigChange(name, .set, "1")], to: [:], reach: reach)
        }
    }

    @Test func `a key of one listener may change for one broker`() throws {
        let name = "listener.name.x.ssl.keystore.location"
        let after = try BrokerSettings.apply(
            [ConfigChange(name, .set, "/k")], to: [:], reach: .thisBroker)
        #expect(after == [name: "/k"])
    }

    @Test func `an unknown key is kept for a plugin`() throws {
        #expect(
            try BrokerSettings.check(["my.plugin": "1"], reach: .allBrokers) == ["my.plugin": "1"])
    }

    @Test(arguments: ["soon", "-1"])
    func `a bad value is refused`(value: String) {
        #expect(throws: SettingError.self) {
            try BrokerSettings.check(["log.cleaner.backoff.ms": value], reach: .thisBroker)
        }
    }
}
