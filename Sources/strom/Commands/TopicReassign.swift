internal import ArgumentParser
import KafkaClient
import KafkaMessages
import KafkaProtocol
import Telemetry

/// `strom topic reassign`.
struct TopicReassign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassign",
        abstract: "Move partitions to other brokers, or show what is moving.",
        discussion: """
            Without partitions it shows what is moving. The first broker of --to is
            the preferred leader; `strom topic elect` makes it lead.

            EXAMPLES
              strom topic reassign
              strom topic reassign orders:0,3 --to 2,3,1
              strom topic reassign orders --cancel
            """)

    @Argument(help: ArgumentHelp("Topics, or partitions of them.", valueName: "topic[:n,n]"))
    var partitions: [TopicSelection] = []

    @Option(help: ArgumentHelp("The brokers that are to hold them.", valueName: "id,id"))
    var to: BrokerList?

    @Flag(help: "Stop what is moving, and leave the partitions where they were.")
    var cancel = false

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard partitions.isEmpty == (to == nil && !cancel) else {
            throw ValidationError("Say what moves, and where to: TOPIC --to ID,ID or --cancel.")
        }
        guard to == nil || !cancel else {
            throw ValidationError("--to and --cancel cannot be given together.")
        }
    }

    func run() throws {
        let client = try options.client()
        guard !partitions.isEmpty else { return try show(client.reassignments()) }
        let places = try partitions.flatMap { try $0.places(by: client) }
        let outcomes = try client.reassign(places, to: cancel ? nil : to?.ids)
        try PartitionOutcome.report(
            outcomes, done: cancel ? "cancelled" : "begun", unneeded: .noReassignmentInProgress,
            because: "it does not move", nothing: "nothing to do", asJSON: options.json)
    }

    private func show(_ topics: [ListPartitionReassignmentsResponse.Topics]) throws {
        let moving = topics.sorted { $0.name < $1.name }.flatMap { topic in
            topic.partitions.map { (topic: topic.name, partition: $0) }
        }
        guard !options.json else {
            return try Output.print(.array(moving.map { json($0.topic, $0.partition) }))
        }
        guard !moving.isEmpty else { return try Output.print(["nothing is moving"]) }
        var table = Table("TOPIC", "PARTITION", "REPLICAS", "ADDING", "REMOVING")
        for (topic, partition) in moving {
            table.add(
                topic, "\(partition.partitionIndex)", list(partition.replicas),
                list(partition.addingReplicas), list(partition.removingReplicas))
        }
        try Output.print(table.lines)
    }

    private func list(_ brokers: [Int32]) -> String {
        brokers.isEmpty ? "-" : brokers.map(String.init).joined(separator: ",")
    }

    private func json(
        _ topic: String, _ partition: ListPartitionReassignmentsResponse.Topics.Partitions
    ) -> JSON {
        .object([
            ("topic", .string(topic)), ("partition", JSON(partition.partitionIndex)),
            ("replicas", .array(partition.replicas.map { JSON($0) })),
            ("adding", .array(partition.addingReplicas.map { JSON($0) })),
            ("removing", .array(partition.removingReplicas.map { JSON($0) })),
        ])
    }
}

/// Brokers as one writes them: `2,3,1`.
struct BrokerList: ExpressibleByArgument, Equatable {
    let ids: [Int32]

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false)
            .map { Int32($0) }
        ids = numbers.compactMap { $0 }
        guard ids.count == numbers.count, ids.allSatisfy({ $0 >= 0 }) else { return nil }
    }
}
