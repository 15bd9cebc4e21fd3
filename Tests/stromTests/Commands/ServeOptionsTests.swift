import Testing

@testable import strom

struct ServeOptionsTests {
    @Test func `plain flags are read without the machinery of the command line`() {
        let options = ServeOptions([
            "--data-dir", "/d", "--port=0", "--host", "::1", "--override", "a=b=c",
            "--override=d=", "--log-format", "json", "--log-level", "debug", "--config", "f",
        ])
        #expect(options?.dataDirectory == "/d")
        #expect(options?.port == 0)
        #expect(options?.host == "::1")
        #expect(options?.configFile == "f")
        #expect(options?.overrides.map(\.key) == ["a", "d"])
        #expect(options?.overrides.map(\.value) == ["b=c", ""])
        #expect(options?.logFormat == "json")
        #expect(options?.logLevel == "debug")
    }

    @Test(arguments: [
        ["--help"], ["--port"], ["--port", "x"], ["--override", "a"], ["x"],
        ["--log-format", "xml"],
        ["--log-level", "loud"], ["--nonsense", "1"],
    ])
    func `all else is left to it`(arguments: [String]) {
        #expect(ServeOptions(arguments) == nil)
    }

    @Test func `both ways mean the same`() throws {
        let arguments = [
            "--data-dir", "/d", "--port", "1", "--host", "h", "--override", "a=b", "--log-format",
            "json", "--log-level", "error", "--config", "f",
        ]
        let command = try #require(try Root.parsed(["serve"] + arguments) as? Serve)
        #expect(command.options == ServeOptions(arguments))
    }
}
