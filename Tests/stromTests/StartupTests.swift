import Configuration
import Testing

@testable import strom

struct StartupTests {
    @Test func `a port and a host are the listener, and the directory is log-dirs`() throws {
        var options = ServeOptions()
        options.port = 0
        options.host = "::1"
        options.dataDirectory = "/d"
        let startup = try Startup(options, environment: ["KAFKA_LOG_DIRS": "/e"])
        #expect(startup.configuration.listeners.map(\.host) == ["::1"])
        #expect(startup.configuration.listeners.map(\.port) == [0])
        #expect(startup.configuration.dataDirectories == ["/d"])
    }

    @Test func `a bad value is told with key, value and what is allowed`() throws {
        var options = ServeOptions()
        options.overrides = [try #require(KeyValue(argument: "num.partitions=0"))]
        #expect {
            try Startup(options, environment: [:])
        } throws: { error in
            let sentence = (error as? Failure)?.sentence ?? ""
            return ["num.partitions", "0", "at least 1"].allSatisfy(sentence.contains)
        }
    }

    @Test func `a file that is not there is told`() {
        var options = ServeOptions()
        options.configFile = "/no/such/file"
        #expect(throws: Failure.self) { try Startup(options, environment: [:]) }
    }

    @Test(arguments: ["log.dirs=/a,/b", "controller.quorum.voters=1@a:1,2@b:1"])
    func `what needs more than one broker on one directory is refused`(setting: String) throws {
        var options = ServeOptions()
        options.overrides = [try #require(KeyValue(argument: setting))]
        #expect(throws: Failure.self) { try Startup(options, environment: [:]) }
    }

    @Test func `what has no effect is told`() throws {
        var options = ServeOptions()
        options.overrides = [try #require(KeyValue(argument: "metadata.log.dir=/m"))]
        #expect(try Startup(options, environment: ["KAFKA_NONSENSE": "1"]).warnings.count == 2)
    }
}
