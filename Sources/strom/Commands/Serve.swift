internal import ArgumentParser
import Configuration
import Syscalls
import Telemetry

/// `strom serve`: the broker.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a broker.",
        discussion: """
            Without flags: Kafka on 127.0.0.1:9092 and, where there is IPv6, [::1]:9092;
            data in ./strom-data. When it serves it prints one line on standard output:

              strom ready kafka=HOST:PORT node=ID cluster=ID

            and writes its log to standard error. SIGTERM or SIGINT ends it, with
            everything on the disk and exit code 0, within a second; a second signal ends
            it at once.

            Settings have Kafka's names (docs/CONFIGURATION.md). A flag beats an
            environment variable, and that beats the file. KAFKA_LOG_RETENTION_HOURS or
            STROM_LOG_RETENTION_HOURS is log.retention.hours; CLUSTER_ID is the cluster
            that the data directory must belong to, or will.

            EXAMPLES
              strom serve
              strom serve --data-dir /var/lib/strom --host 0.0.0.0
              strom serve --config server.properties --override num.partitions=6
              strom serve --port 0 --log-format json
            """)

    @Option(
        help: ArgumentHelp(
            "Where the data lies; made if it is not there. (log.dirs, else strom-data)",
            valueName: "path"))
    var dataDir: String?

    @Option(
        help: ArgumentHelp(
            "The address to listen on; 0.0.0.0 or :: for all. (listeners, else localhost)",
            valueName: "address"))
    var host: String?

    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "port"))
    var port: UInt16?

    @Option(
        help: ArgumentHelp("A properties file, such as Kafka's own.", valueName: "file"),
        completion: .file())
    var config: String?

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp("A setting; can be repeated.", valueName: "key=value"))
    var overrides: [KeyValue] = []

    @Option(help: ArgumentHelp("How the log looks: text or json.", valueName: "format"))
    var logFormat: LogFormat?

    @Option(
        help: ArgumentHelp(
            "The least level that is logged: \(ServeOptions.levels.joined(separator: ", ")).",
            valueName: "level"))
    var logLevel: String?

    func validate() throws {
        guard let logLevel, !ServeOptions.levels.contains(logLevel) else { return }
        throw ValidationError(
            "--log-level is one of \(ServeOptions.levels.joined(separator: ", ")).")
    }

    func run() throws {
        Self.run(options)
    }

    /// The same as a value.
    var options: ServeOptions {
        var options = ServeOptions()
        options.dataDirectory = dataDir
        options.host = host
        options.port = port
        options.configFile = config
        options.overrides = overrides
        options.logFormat = logFormat?.rawValue
        options.logLevel = logLevel
        return options
    }
}

extension LogFormat: ExpressibleByArgument {}

extension Serve {
    /// Runs the broker until a signal ends it.
    static func run(_ options: ServeOptions) -> Never {
        do {
            let signals = try Signals()
            let startup = try Startup(options, environment: Environment.all())
            let broker = try Broker(startup)
            broker.announce()
            broker.serve(until: signals)
            Process.end(0)
        } catch let failure as Failure {
            end(failure.text)
        } catch {
            end("strom: \(error)\n")
        }
    }

    private static func end(_ text: String) -> Never {
        try? StandardStream.error.write(text)
        Process.end(ExitStatus.failed)
    }
}
