import Configuration
import Syscalls
import Telemetry

/// What a broker is told at its start: flags before environment before file.
struct Startup {
    let configuration: BrokerConfiguration
    let logs: Logs
    /// Sentences about names that have no meaning here.
    let warnings: [String]

    init(_ options: ServeOptions, environment: [String: String]) throws(Failure) {
        let given = GivenSettings(
            flags: options.settings,
            environment: environment.map { ($0.key, $0.value) },
            file: try options.configFile.map(Self.contents(of:)))
        do {
            configuration = try BrokerConfiguration(
                BrokerLayers(given: given.values), clusterID: given.clusterID)
        } catch {
            throw Failure(
                error.message,
                advice: "docs/CONFIGURATION.md lists every setting with what it may be.")
        }
        try Self.checkAlone(configuration, given.values)
        warnings = given.warnings + Self.withoutEffect(configuration)
        logs = Logs(
            level: given.values["strom.log.level"] ?? "info",
            format: LogFormat(rawValue: given.values["strom.log.format"]?.lowercased() ?? "")
                ?? .text)
    }

    /// Refuses what asks for more than one broker alone on one directory is.
    private static func checkAlone(
        _ configuration: BrokerConfiguration, _ given: [String: String]
    ) throws(Failure) {
        let directories = configuration.dataDirectories
        guard directories.count == 1 else {
            throw Failure(
                "log.dirs names \(directories.count) directories, but a broker has one so far",
                advice: "Take one of them: --data-dir \(directories.first ?? "PATH").")
        }
        let voters = listItems(given["controller.quorum.voters"] ?? "")
        guard voters.count <= 1 else {
            throw Failure(
                "controller.quorum.voters names \(voters.count) nodes, but a broker is alone so far",
                advice: "Leave controller.quorum.voters out, or name this node only.")
        }
    }

    private static func withoutEffect(_ configuration: BrokerConfiguration) -> [String] {
        guard configuration.metadataLogDirectory != nil else { return [] }
        return ["metadata.log.dir has no effect so far: the metadata lies in the data directory"]
    }

    private static func contents(of path: String) throws(Failure) -> String {
        do {
            return String(decoding: try FileSystem.contents(of: path), as: UTF8.self)
        } catch {
            throw Failure("cannot read the configuration file \(path): \(error)")
        }
    }
}

extension ServeOptions {
    /// The flags as settings; what is given as a setting holds.
    var settings: [(key: String, value: String)] {
        var settings: [(key: String, value: String)] = []
        if let dataDirectory { settings.append(("log.dirs", dataDirectory)) }
        if host != nil || port != nil {
            let host = host ?? "localhost"
            let name = host.contains(":") ? "[\(host)]" : host
            settings.append(("listeners", "PLAINTEXT://\(name):\(port ?? 9092)"))
        }
        if let logFormat { settings.append(("strom.log.format", logFormat)) }
        if let logLevel { settings.append(("strom.log.level", logLevel)) }
        return settings + overrides.map { ($0.key, $0.value) }
    }
}
