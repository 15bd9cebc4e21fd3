import Telemetry
import Testing

struct JSONTests {
    @Test(arguments: [
        (JSON.null, "null"),
        (.bool(true), "true"),
        (.int(-5), "-5"),
        (.double(0.5), "0.5"),
        (.double(.nan), "null"),
        ("a\"b\\c\n\u{1}é", #""a\"b\\c\n\u0001é""#),
        (.array([.int(1), .null]), "[1,null]"),
        (.object([("b", .int(1)), ("a", .array([]))]), #"{"b":1,"a":[]}"#),
    ])
    func `a value is written on one line`(value: JSON, text: String) {
        #expect(value.text == text)
    }
}
