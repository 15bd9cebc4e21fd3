/// What `strom serve` is told on its command line.
struct ServeOptions: Equatable {
    var dataDirectory: String?
    var host: String?
    var port: UInt16?
    var configFile: String?
    var overrides: [KeyValue] = []
    var logFormat: String?
    var logLevel: String?

    init() {}

    /// Reads plain arguments: `--name value` or `--name=value`, each known.
    ///
    /// Nil for all else (help, a mistake): then the machinery of the command line has its say.
    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else { return nil }
            let parts = argument.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(),
                take(String(parts[0]), value)
            else { return nil }
        }
    }

    /// Whether the flag is known and takes the value.
    private mutating func take(_ flag: String, _ value: String) -> Bool {
        switch flag {
        case "--data-dir": dataDirectory = value
        case "--host": host = value
        case "--port":
            guard let number = UInt16(value) else { return false }
            port = number
        case "--config": configFile = value
        case "--override":
            guard let override = KeyValue(argument: value) else { return false }
            overrides.append(override)
        case "--log-format":
            guard ["text", "json"].contains(value) else { return false }
            logFormat = value
        case "--log-level":
            guard Self.levels.contains(value) else { return false }
            logLevel = value
        default: return false
        }
        return true
    }

    static let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
}
