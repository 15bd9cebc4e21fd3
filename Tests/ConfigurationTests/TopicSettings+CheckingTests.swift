import Configuration
import Testing

struct TopicSettingsCheckingTests {
    @Test func `an unknown key is refused, with the one that was perhaps meant`() {
        #expect(throws: SettingError.unknown("retention.mss", suggestion: "retention.ms")) {
            try TopicSettings.check(["retention.mss": "1"])
        }
    }

    @Test func `a null value is refused`() {
        #expect {
            try TopicSettings.check(["retention.ms": nil])
        } throws: { error in
            (error as? SettingError)?.message.contains("retention.ms") == true
        }
    }

    @Test(arguments: [
        ["min.compaction.lag.ms": "10", "max.compaction.lag.ms": "9"],
        ["remote.storage.enable": "true"],
    ])
    func `settings that contradict each other are refused`(overrides: [String: String]) {
        #expect(throws: SettingError.self) { try TopicSettings.check(overrides) }
    }

    @Test(arguments: [
        (["cleanup.policy": "compact"], false),
        (["local.retention.ms": "100", "retention.ms": "99"], false),
        (["local.retention.ms": "-1", "retention.ms": "99"], false),
        (["local.retention.bytes": "100", "retention.bytes": "-1"], true),
        ([:], true),
    ])
    func `what is tiered keeps less on the disk than in all`(
        overrides: [String: String], isGood: Bool
    ) {
        let all = overrides.merging(["remote.storage.enable": "true"]) { $1 }
        let broker = BrokerLayers(given: ["remote.log.storage.system.enable": "true"])
        let result = try? TopicSettings.check(all, broker: broker)
        #expect((result != nil) == isGood)
    }

    @Test func `tiering is turned off only with a word on what lies there`() throws {
        let previous = ["remote.storage.enable": "true"]
        #expect(throws: SettingError.self) {
            try TopicSettings.check(["remote.storage.enable": "false"], replacing: previous)
        }
        _ = try TopicSettings.check(
            ["remote.storage.enable": "false", "remote.log.delete.on.disable": "true"],
            replacing: previous)
    }

    @Test func `appending to a list begins with what holds`() throws {
        let appended = try TopicSettings.apply(
            [ConfigChange("cleanup.policy", .append, "compact")], to: [:])
        #expect(appended == ["cleanup.policy": "delete,compact"])
        let left = try TopicSettings.apply(
            [ConfigChange("cleanup.policy", .subtract, "delete")], to: appended)
        #expect(left == ["cleanup.policy": "compact"])
    }
}
