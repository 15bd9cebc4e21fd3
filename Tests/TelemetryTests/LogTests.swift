import Telemetry
import Testing

struct LogTests {
    @Test func `a line below the level is not even put together`() {
        let log = Logs(level: "warning").log("test")
        var isAsked = false
        func message() -> String {
            isAsked = true
            return "x"
        }
        log.info(message())
        Log.silent(message)
        #expect(!isAsked)
    }
}

extension Log {
    fileprivate static func silent(_ message: () -> String) {
        Logs.silent.debug(message())
    }
}
