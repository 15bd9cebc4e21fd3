import Configuration
import Testing

struct ConfigChangeTests {
    @Test func `SET changes one key, DELETE takes it away`() throws {
        let before = ["retention.ms": "1", "segment.ms": "2"]
        let after = try TopicSettings.apply(
            [ConfigChange("retention.ms", .set, " 9 "), ConfigChange("segment.ms", .delete, nil)],
            to: before)
        #expect(after == ["retention.ms": "9"])
    }

    @Test(arguments: [
        ([ConfigChange("retention.ms", .append, "1")], SettingError.notAList("retention.ms")),
        ([ConfigChange("retention.ms", .subtract, "1")], SettingError.notAList("retention.ms")),
        ([ConfigChange("retention.ms", .set, nil)], SettingError.missingValue("retention.ms")),
        (
            [
                ConfigChange("retention.ms", .set, "1"),
                ConfigChange("retention.ms", .delete, nil),
            ], SettingError.twice("retention.ms")
        ),
    ])
    func `what makes no sense is refused`(changes: [ConfigChange], error: SettingError) {
        #expect(throws: error) { try TopicSettings.apply(changes, to: [:]) }
    }

    @Test func `an item that is there is not appended again`() throws {
        let change = ConfigChange("cleanup.policy", .append, "compact,delete")
        let after = try TopicSettings.apply([change], to: ["cleanup.policy": "compact"])
        #expect(after["cleanup.policy"] == "compact,delete")
    }
}
