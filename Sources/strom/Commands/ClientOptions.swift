internal import ArgumentParser
import KafkaClient
import Syscalls

/// What every command that speaks to a broker takes.
struct ClientOptions: ParsableArguments {
    @Option(
        name: [.short, .long, .customLong("bootstrap-server")],
        help: ArgumentHelp(
            "Brokers to begin with: HOST:PORT, separated by commas. (STROM_BOOTSTRAP, else localhost:9092)",
            valueName: "brokers"))
    var bootstrap: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: ArgumentHelp("Seconds to wait for an answer.", valueName: "seconds"))
    var timeout = 30

    /// More milliseconds the protocol cannot say.
    private static let longestTimeout = Int(Int32.max) / 1000

    /// A client for those brokers; nothing is connected yet.
    func client() throws -> KafkaClient {
        let list = bootstrap ?? Environment.value(of: "STROM_BOOTSTRAP") ?? "localhost:9092"
        return KafkaClient(
            bootstrap: try BootstrapAddress.parse(list),
            identity: ClientIdentity(
                id: "strom-cli", software: Version.software, version: Version.number),
            timeoutMs: Int32(timeout * 1000))
    }

    func validate() throws {
        guard 1...Self.longestTimeout ~= timeout else {
            throw ValidationError("--timeout takes seconds, from 1 to \(Self.longestTimeout).")
        }
    }
}

/// A setting and its value, as `key=value`.
struct KeyValue: ExpressibleByArgument, Equatable {
    let key: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
            return nil
        }
        key = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}
