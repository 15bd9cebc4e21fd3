internal import ArgumentParser
import KafkaClient
import KafkaMessages
import Telemetry

/// `strom config`: shows and changes settings.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Show and change the settings of topics, brokers, groups and subscriptions to metrics.",
        subcommands: [ConfigDescribe.self, ConfigSet.self, ConfigDelete.self])
}

/// Whose settings are meant.
struct ResourceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The topic whose settings are meant.", valueName: "name"))
    var topic: String?

    @Option(
        help: ArgumentHelp(
            "The broker whose settings are meant: its id, or `all`.", valueName: "id"))
    var broker: String?

    @Option(help: ArgumentHelp("The group whose settings are meant.", valueName: "id"))
    var group: String?

    @Option(
        help: ArgumentHelp(
            "The subscription to clients' metrics whose settings are meant.", valueName: "name"))
    var clientMetrics: String?

    func validate() throws {
        guard [topic, broker, group, clientMetrics].count(where: { $0 != nil }) == 1 else {
            throw ValidationError(
                "Say whose settings: --topic NAME, --broker ID, --broker all, --group ID or "
                    + "--client-metrics NAME.")
        }
        if let broker, broker != "all", Int32(broker) == nil {
            throw ValidationError("--broker takes the number of a broker, or `all`.")
        }
    }

    var resource: ConfigResource {
        if let topic { return .topic(topic) }
        if let group { return .group(group) }
        if let clientMetrics { return .clientMetrics(clientMetrics) }
        return broker.flatMap { Int32($0) }.map { .broker($0) } ?? .allBrokers
    }
}

/// `strom config describe`.
struct ConfigDescribe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Show settings with their values and where these come from.",
        discussion: """
            EXAMPLES
              strom config describe --topic orders
              strom config describe --broker 1 log.retention.ms log.retention.hours
              strom config describe --topic orders --changed --json
            """)

    @OptionGroup var target: ResourceOptions

    @Argument(help: "Only these settings.")
    var keys: [String] = []

    @Flag(help: "Only settings that differ from the defaults.")
    var changed = false

    @OptionGroup var options: ClientOptions

    private static let sources = [
        "", "topic", "broker", "all brokers", "file", "default", "logger", "client metrics",
        "group",
    ]
    private static let fallbackSource: Int8 = 5

    func run() throws {
        let found = try options.client()
            .configs(of: target.resource, keys: keys.isEmpty ? nil : keys)
        // What all brokers share is shown only where it is set.
        for key in keys
        where target.resource != .allBrokers && !found.contains(where: { $0.name == key }) {
            throw Failure(
                "\(target.resource.words): there is no setting \(key)",
                advice: "Without names, `strom config describe` shows all that there are.")
        }
        let configs = found.filter { !changed || $0.configSource != Self.fallbackSource }
        guard !options.json else { return try Output.print(.array(configs.map(json(of:)))) }
        var table = Table("KEY", "VALUE", "FROM", "MEANING")
        for config in configs {
            table.add(
                config.name, config.isSensitive ? "(secret)" : config.value ?? "-",
                source(config.configSource), config.documentation ?? "")
        }
        try Output.print(table.lines)
    }

    private func source(_ number: Int8) -> String {
        Self.sources.indices.contains(Int(number)) ? Self.sources[Int(number)] : "\(number)"
    }

    private func json(of config: DescribeConfigsResponse.Results.Configs) -> JSON {
        .object([
            ("key", .string(config.name)), ("value", JSON(config.value)),
            ("source", .string(source(config.configSource))),
            ("readOnly", .bool(config.readOnly)), ("secret", .bool(config.isSensitive)),
            ("documentation", JSON(config.documentation)),
        ])
    }
}

/// `strom config set`.
struct ConfigSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set settings.",
        discussion: """
            EXAMPLES
              strom config set --topic orders retention.ms=3600000
              strom config set --broker all log.retention.ms=86400000
              strom config set --group readers consumer.session.timeout.ms=50000
            """)

    @OptionGroup var target: ResourceOptions

    @Argument(help: ArgumentHelp("Settings and their values.", valueName: "key=value"))
    var settings: [KeyValue]

    @OptionGroup var options: ClientOptions

    func run() throws {
        try options.client().change(target.resource, settings.map { ($0.key, $0.value) })
        try ConfigSet.report(settings.map(\.key), of: target.resource, asJSON: options.json)
    }

    static func report(_ keys: [String], of resource: ConfigResource, asJSON: Bool) throws {
        guard !asJSON else { return try Output.print(.array(keys.map(JSON.string))) }
        try Output.print(["\(resource.words): \(keys.joined(separator: ", ")) changed"])
    }
}

/// `strom config delete`.
struct ConfigDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Take settings back to their defaults.",
        discussion: """
            EXAMPLES
              strom config delete --topic orders retention.ms
            """)

    @OptionGroup var target: ResourceOptions

    @Argument(help: "Settings.")
    var keys: [String]

    @OptionGroup var options: ClientOptions

    func run() throws {
        try options.client().change(target.resource, keys.map { ($0, nil) })
        try ConfigSet.report(keys, of: target.resource, asJSON: options.json)
    }
}
