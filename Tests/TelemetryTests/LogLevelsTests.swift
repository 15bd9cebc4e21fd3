import Telemetry
import Testing

@Suite struct LogLevelsTests {
    @Test func `a level changes while the log is in use, and follows the root again`() throws {
        let logs = Logs(level: "warning")
        let log = logs.log("cluster")
        var count = 0
        func message() -> String {
            count += 1
            return "x"
        }
        log.debug(message())
        try logs.levels.set("DEBUG", of: "cluster")
        log.debug(message())
        #expect(count == 1)
        #expect(logs.levels.all.map(\.part) == ["cluster", "root"])
        #expect(logs.levels.all.map(\.level) == ["DEBUG", "WARN"])
        try logs.levels.set(nil, of: "cluster")
        log.debug(message())
        #expect(count == 1)
    }

    @Test func `unknown words and parts are refused, and a trial changes nothing`() throws {
        let logs = Logs()
        _ = logs.log("cluster")
        #expect(throws: LogLevels.Refusal.unknownLevel) {
            try logs.levels.set("LOUD", of: "cluster")
        }
        #expect(throws: LogLevels.Refusal.unknownPart) {
            try logs.levels.set("INFO", of: "nowhere")
        }
        try logs.levels.set("ERROR", of: "cluster", isTrial: true)
        #expect(logs.levels.all[0].level == "INFO")
    }
}
