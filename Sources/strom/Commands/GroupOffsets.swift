internal import ArgumentParser
import KafkaClient
import Telemetry

/// `strom group offsets`.
struct GroupOffsets: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offsets",
        abstract: "Show the offsets that a group has committed, or delete some.",
        discussion: """
            A group whose offsets are deleted begins there anew, where its consumers'
            auto.offset.reset says. Offsets of topics that its members are subscribed to
            cannot be deleted.

            EXAMPLES
              strom group offsets billing
              strom group offsets billing --topic orders:0,1 --json
              strom group offsets billing --topic orders --delete
            """)

    @Argument(help: "Name of the group.")
    var name: String

    @OptionGroup var topics: GroupTopicOptions

    @Flag(help: "Delete these offsets; say which with --topic or --all-topics.")
    var delete = false

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard !delete || topics.isGiven else {
            throw ValidationError("Say which offsets to delete: --topic TOPIC or --all-topics.")
        }
    }

    func run() throws {
        let client = try options.client()
        let group = try client.describeGroup(name)
        let offsets = topics.of(try client.committedOffsets(of: group.id))
        delete ? try delete(offsets, by: client) : try show(offsets, by: client)
    }

    private func show(_ offsets: [CommittedOffset], by client: KafkaClient) throws {
        var lags: [PartitionLag] = []
        for offset in offsets {
            lags.append(
                try client.lag(of: offset, topic: offset.topic, partition: offset.partition))
        }
        guard !options.json else {
            return try Output.print(
                .array(lags.map { .object($0.members + [("metadata", .string($0.metadata))]) }))
        }
        guard !lags.isEmpty else { return }
        var table = Table(
            "TOPIC", "PARTITION", "COMMITTED", "END", "LAG", "SECONDS", "METADATA")
        for lag in lags {
            let cells = lag.cells
            table.add(
                lag.topic, "\(lag.partition)", cells[0], cells[1], cells[2], cells[3],
                lag.metadata.orDash)
        }
        try Output.print(table.lines)
    }

    private func delete(_ offsets: [CommittedOffset], by client: KafkaClient) throws {
        guard !offsets.isEmpty else {
            throw Failure(
                "group \(name) has committed no such offset",
                advice: "`strom group offsets \(name)` shows those that it has.")
        }
        try client.deleteOffsets(offsets, of: name)
        guard !options.json else {
            return try Output.print(
                .array(
                    offsets.map { offset in
                        .object([
                            ("topic", .string(offset.topic)),
                            ("partition", JSON(offset.partition)),
                        ])
                    }))
        }
        try Output.print(offsets.map { "\($0.topic):\($0.partition): deleted" })
    }
}
