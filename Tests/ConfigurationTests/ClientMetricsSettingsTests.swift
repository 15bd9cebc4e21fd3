import Configuration
import Testing

struct ClientMetricsSettingsTests {
    private func apply(
        _ name: String, _ value: String, to before: [String: String] = [:]
    ) throws -> [String: String] {
        try ClientMetricsSettings.apply(
            [ConfigChange(name, .set, value)], to: before, isExpression: { !$0.contains("[") })
    }

    @Test func `what a client is matched by are expressions on what is known of it`() throws {
        let pattern = "client_id=a.*, client_software_name = franz"
        #expect(try apply("match", pattern) == ["match": pattern])
        #expect(try apply("match", "") == ["match": ""])
        for wrong in ["client_nose=big", "client_id", "client_id=[", "client_id=a,,"] {
            #expect(throws: SettingError.self, "\(wrong)") { try apply("match", wrong) }
        }
    }

    @Test func `intervals have bounds, and no other key is known`() throws {
        #expect(try apply("interval.ms", "100") == ["interval.ms": "100"])
        for (name, value) in [("interval.ms", "99"), ("interval.ms", "3600001"), ("interval", "1")]
        {
            #expect(throws: SettingError.self) { try apply(name, value) }
        }
    }

    @Test func `a subscription is described with what is set and what holds otherwise`() {
        let described = ClientMetricsSettings.describe(nil, overrides: ["interval.ms": "5000"])
        #expect(described.map(\.setting.name) == ["interval.ms", "match", "metrics"])
        #expect(described.map(\.value) == ["5000", "", ""])
        #expect(described.map(\.source) == [.clientMetrics, .fallback, .fallback])
    }
}
