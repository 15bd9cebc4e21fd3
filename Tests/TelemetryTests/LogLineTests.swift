import Syscalls
import Telemetry
import Testing

struct LogLineTests {
    private func line(_ message: String, _ fields: [(String, String)] = []) -> LogLine {
        LogLine(
            time: Timestamp(rawValue: 1_764_031_630_123), level: "info", part: "cluster",
            message: message, fields: fields)
    }

    @Test func `text begins with time, level and part`() {
        #expect(
            line("topic created", [("topic", "a"), ("by", "x y")]).rendered(as: .text)
                == "2025-11-25T00:47:10.123Z INFO cluster: topic created topic=a by=\"x y\"\n")
    }

    @Test func `JSON has a member for each field`() {
        #expect(
            line("topic created", [("topic", "a")]).rendered(as: .json)
                == #"{"time":"2025-11-25T00:47:10.123Z","level":"info","part":"cluster","#
                + #""message":"topic created","topic":"a"}"# + "\n")
    }

    @Test(arguments: LogFormat.allCases)
    func `what a client sends cannot look like a line of its own`(format: LogFormat) {
        let text = line("a\nb", [("c", "d\r\ne\u{1b}[0m")]).rendered(as: format)
        #expect(text.unicodeScalars.filter { $0 < " " } == ["\n"])
    }
}
