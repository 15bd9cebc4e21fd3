internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Telemetry

/// `strom topic elect`.
struct TopicElect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "elect",
        abstract: "Give partitions their preferred leader.",
        discussion: """
            The preferred leader of a partition is the first of its replicas.

            EXAMPLES
              strom topic elect
              strom topic elect orders payments:0,3
              strom topic elect orders:1 --unclean
            """)

    @Argument(
        help: ArgumentHelp(
            "Topics, or partitions of them; all where none is given.", valueName: "topic[:n,n]"))
    var partitions: [TopicSelection] = []

    @Flag(help: "Give those without a leader any leader, though records may be lost.")
    var unclean = false

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard !unclean || !partitions.isEmpty else {
            throw ValidationError("Say which partitions may lose records with --unclean.")
        }
    }

    func run() throws {
        let client = try options.client()
        let places = try partitions.flatMap { try $0.places(by: client) }
        let outcomes = try client.electLeaders(
            of: partitions.isEmpty ? nil : places, unclean: unclean)
        try PartitionOutcome.report(
            outcomes, done: "elected", unneeded: .electionNotNeeded, because: "it leads already",
            nothing: "nothing to do: every partition has its preferred leader",
            asJSON: options.json)
    }
}

extension PartitionOutcome {
    /// Prints what became of partitions.
    ///
    /// - Throws: a failure where one was refused for another reason than that it was not needed.
    static func report(
        _ outcomes: [PartitionOutcome], done: String, unneeded: ErrorCode, because reason: String,
        nothing: String, asJSON: Bool
    ) throws {
        let outcomes = outcomes.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
        let words = outcomes.map { outcome in
            switch outcome.code {
            case .none: done
            case unneeded: reason
            default: outcome.message ?? "\(outcome.code)"
            }
        }
        if asJSON {
            try Output.print(.array(zip(outcomes, words).map { $0.json($1) }))
        } else if outcomes.isEmpty {
            try Output.print([nothing])
        } else {
            var table = Table("TOPIC", "PARTITION", "RESULT")
            for (outcome, words) in zip(outcomes, words) {
                table.add(outcome.topic, "\(outcome.partition)", words)
            }
            try Output.print(table.lines)
        }
        let refused = zip(outcomes, words).filter { $0.0.code != .none && $0.0.code != unneeded }
        guard let (first, words) = refused.first else { return }
        throw Failure(
            "\(refused.count) of \(outcomes.count) partitions were refused, the first of them "
                + "\(first.topic):\(first.partition): \(words)")
    }

    private func json(_ words: String) -> JSON {
        .object([
            ("topic", .string(topic)), ("partition", JSON(partition)),
            ("error", code == .none ? .null : .string("\(code)")), ("result", .string(words)),
        ])
    }
}
