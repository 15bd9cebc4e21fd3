import Configuration
import Testing

struct NearMissTests {
    @Test(arguments: [
        ("segment.byte", "segment.bytes"),
        ("retention_ms", "retention.ms"),
        ("cleanup.polcy", "cleanup.policy"),
    ])
    func `a slip of the finger finds the name that was meant`(name: String, meant: String) {
        #expect(throws: SettingError.unknown(name, suggestion: meant)) {
            try TopicSettings.known(name)
        }
    }

    @Test func `what looks like nothing gets no suggestion`() {
        #expect(throws: SettingError.unknown("no.such.key", suggestion: nil)) {
            try TopicSettings.known("no.such.key")
        }
    }
}
