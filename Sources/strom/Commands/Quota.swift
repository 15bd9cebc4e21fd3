internal import ArgumentParser
import KafkaClient
import Telemetry

/// `strom quota`: shows and changes what clients and addresses may use.
struct Quota: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show and change what users, clients and addresses may use.",
        discussion: """
            QUOTAS
              producer_byte_rate         bytes that are produced in a second
              consumer_byte_rate         bytes that are fetched in a second
              request_percentage         time of the broker's loops; 100 is one loop
              controller_mutation_rate   partitions that are made and deleted in a second
              connection_creation_rate   connections of an address in a second (--ip)

            Each broker measures for itself, over ten seconds. Who uses more is answered
            all the same and then not read for a while. Of all quotas that match a client
            the most exact one counts: user and client id, user, client id; a name before
            --default-….
            """,
        subcommands: [QuotaList.self, QuotaSet.self, QuotaDelete.self])
}

/// Whose quotas are meant.
struct QuotaTarget: ParsableArguments {
    @Option(help: ArgumentHelp("This user.", valueName: "name"))
    var user: String?

    @Flag(help: "Each user that has no quota by name.")
    var defaultUser = false

    @Option(help: ArgumentHelp("Clients with this client id.", valueName: "id"))
    var client: String?

    @Flag(help: "Each client id that has no quota by name.")
    var defaultClient = false

    @Option(help: ArgumentHelp("Connections from this address.", valueName: "address"))
    var ip: String?

    @Flag(help: "Each address that has no quota of its own.")
    var defaultIp = false

    func validate() throws {
        for (name, isDefault, option) in [
            (user, defaultUser, "user"), (client, defaultClient, "client"), (ip, defaultIp, "ip"),
        ] where name != nil && isDefault {
            throw ValidationError("--\(option) and --default-\(option) exclude each other.")
        }
        guard ip == nil && !defaultIp || parts.count == 1 else {
            throw ValidationError("An address has quotas of its own: --ip stands alone.")
        }
    }

    /// As the wire has it.
    var parts: [QuotaPart] {
        var parts: [QuotaPart] = []
        if user != nil || defaultUser { parts.append(QuotaPart(.user, user)) }
        if client != nil || defaultClient { parts.append(QuotaPart(.client, client)) }
        if ip != nil || defaultIp { parts.append(QuotaPart(.ip, ip)) }
        return parts
    }

    func requireAny() throws {
        guard parts.isEmpty else { return }
        throw ValidationError(
            "Say whose quotas: --user NAME, --client ID (or both), --ip ADDRESS, or --default-….")
    }
}

/// `strom quota list`.
struct QuotaList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the quotas that are set.",
        discussion: """
            EXAMPLES
              strom quota list
              strom quota list --client billing
              strom quota list --default-user --json
            """)

    @OptionGroup var target: QuotaTarget

    @OptionGroup var options: ClientOptions

    func run() throws {
        let found = try options.client().quotas(of: target.parts)
        guard !options.json else { return try Output.print(.array(found.map(json(of:)))) }
        guard !found.isEmpty else { return }
        var table = Table("USER", "CLIENT", "ADDRESS", "QUOTA", "VALUE")
        for quotas in found {
            for (key, value) in quotas.values.sorted(by: { $0.key < $1.key }) {
                table.add(
                    Self.cell(.user, of: quotas), Self.cell(.client, of: quotas),
                    Self.cell(.ip, of: quotas), key, Self.number(value))
            }
        }
        try Output.print(table.lines)
    }

    /// What a row says of one part: its name, `(default)`, or that it plays no role.
    static func cell(_ kind: QuotaPart.Kind, of quotas: EntityQuotas) -> String {
        guard let part = quotas.entity.first(where: { $0.kind == kind }) else { return "-" }
        return part.name ?? "(default)"
    }

    /// A number without a fraction that says nothing.
    static func number(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? String(value)
    }

    private func json(of quotas: EntityQuotas) -> JSON {
        .object([
            (
                "entity",
                .object(quotas.entity.map { ($0.kind.rawValue, JSON($0.name)) })
            ),
            (
                "quotas",
                .object(
                    quotas.values.sorted { $0.key < $1.key }.map { key, value in
                        (key, Int64(exactly: value).map(JSON.int) ?? .double(value))
                    })
            ),
        ])
    }
}

/// `strom quota set`.
struct QuotaSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set quotas.",
        discussion: """
            EXAMPLES
              strom quota set --client billing producer_byte_rate=1048576
              strom quota set --user alice --default-client consumer_byte_rate=5e6
              strom quota set --default-ip connection_creation_rate=20
            """)

    @OptionGroup var target: QuotaTarget

    @Argument(help: ArgumentHelp("Quotas and their values.", valueName: "key=number"))
    var quotas: [QuotaValue]

    @OptionGroup var options: ClientOptions

    func validate() throws { try target.requireAny() }

    func run() throws {
        try options.client().changeQuotas(of: target.parts, quotas.map { ($0.key, $0.value) })
        try Self.report(quotas.map(\.key), asJSON: options.json)
    }

    static func report(_ keys: [String], asJSON: Bool) throws {
        guard !asJSON else { return try Output.print(.array(keys.map(JSON.string))) }
        try Output.print(
            [
                keys.isEmpty
                    ? "nothing to do: none is set" : "\(keys.joined(separator: ", ")) changed"
            ])
    }
}

/// `strom quota delete`.
struct QuotaDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Take quotas back: those that are named, or all.",
        discussion: """
            EXAMPLES
              strom quota delete --client billing producer_byte_rate
              strom quota delete --user alice --default-client
            """)

    @OptionGroup var target: QuotaTarget

    @Argument(help: "Quotas; all of the user, client or address without any.")
    var keys: [String] = []

    @OptionGroup var options: ClientOptions

    func validate() throws { try target.requireAny() }

    func run() throws {
        let client = try options.client()
        let present = try client.quotas(of: target.parts, isExact: true).first?.values ?? [:]
        let doomed = keys.isEmpty ? present.keys.sorted() : keys
        for key in doomed where present[key] == nil {
            throw Failure("there is no quota \(key) to delete", advice: "See: strom quota list")
        }
        if !doomed.isEmpty { try client.changeQuotas(of: target.parts, doomed.map { ($0, nil) }) }
        try QuotaSet.report(doomed, asJSON: options.json)
    }
}

/// A quota and its value, as `key=number`.
struct QuotaValue: ExpressibleByArgument, Equatable {
    let key: String
    let value: Double

    init?(argument: String) {
        guard let pair = KeyValue(argument: argument), let value = Double(pair.value) else {
            return nil
        }
        (key, self.value) = (pair.key, value)
    }
}
