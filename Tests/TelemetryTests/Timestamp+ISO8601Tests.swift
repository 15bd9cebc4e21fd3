import Syscalls
import Telemetry
import Testing

struct TimestampISO8601Tests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_764_031_630_123, "2025-11-25T00:47:10.123Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        ] as [(Int64, String)])
    func `a time is written and read`(milliseconds: Int64, text: String) {
        #expect(Timestamp(rawValue: milliseconds).iso8601 == text)
        #expect(Timestamp(iso8601: text)?.rawValue == milliseconds)
    }

    @Test(
        arguments: [
            ("2025-11-25T00:47:10Z", 1_764_031_630_000),
            ("2025-11-25T00:47:10.5Z", 1_764_031_630_500),
        ] as [(String, Int64)])
    func `a shorter fraction is read`(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.rawValue == milliseconds)
    }

    @Test(arguments: ["", "today", "2025-11-25", "2025-13-25T00:47:10Z", "2025-11-25T25:00:00Z"])
    func `what is no time is nil`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }
}
