internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Telemetry

/// `strom txn`: shows transactions, finds those that nobody will end, and ends them.
struct Txn: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show transactions, find those that nobody will end, and end them.",
        subcommands: [
            TxnList.self, TxnDescribe.self, TxnProducers.self, TxnFindHanging.self, TxnAbort.self,
        ])
}

/// `strom txn list`.
struct TxnList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show all transactional ids with their producer and state.",
        discussion: """
            EXAMPLES
              strom txn list
              strom txn list --state Ongoing --longer-than 60
              strom txn list --matching 'billing-.*' --json
            """)

    @Option(
        help: ArgumentHelp(
            "Only ids in this state; can be repeated.", valueName: "state"))
    var state: [TransactionState] = []

    @Option(
        help: ArgumentHelp("Only that of this producer id; can be repeated.", valueName: "id"))
    var producer: [Int64] = []

    @Option(
        help: ArgumentHelp(
            "Only transactions that have been open for more seconds than this.",
            valueName: "seconds"))
    var longerThan: Int64?

    @Option(
        help: ArgumentHelp(
            "Only ids that match this regular expression (RE2) as a whole.", valueName: "regex"))
    var matching: String?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if let longerThan, longerThan < 0 || longerThan > .max / 1000 {
            throw ValidationError("--longer-than takes seconds, from 0 on.")
        }
    }

    func run() throws {
        var filter = TransactionFilter()
        filter.states = state
        filter.producerIDs = producer.map { ProducerID(rawValue: $0) }
        filter.longerThanMs = longerThan.map { $0 * 1000 }
        filter.pattern = matching
        let found = try options.client().transactions(filter)
        guard !options.json else { return try Output.print(.array(found.map(json(of:)))) }
        guard !found.isEmpty else { return }
        var table = Table("TRANSACTIONAL ID", "PRODUCER", "STATE", "COORDINATOR")
        for listed in found {
            table.add(
                listed.id, "\(listed.producerID.rawValue)", listed.state, "\(listed.coordinator)")
        }
        try Output.print(table.lines)
    }

    private func json(of listed: TransactionListing) -> JSON {
        .object([
            ("transactionalId", .string(listed.id)),
            ("producer", JSON(listed.producerID.rawValue)), ("state", .string(listed.state)),
            ("coordinator", JSON(listed.coordinator)),
        ])
    }
}

extension TransactionState: ExpressibleByArgument {
    /// The names of Kafka's own tools, which `txn list` prints, too.
    package init?(argument: String) {
        guard let state = Self.allCases.first(where: { $0.name == argument }) else { return nil }
        self = state
    }

    package static var allValueStrings: [String] { allCases.map(\.name) }

    /// The names say what they mean.
    package static var allValueDescriptions: [String: String] { [:] }

    package var defaultValueDescription: String { name }
}
