internal import ArgumentParser
import KafkaClient
import KafkaMessages
import Telemetry

/// `strom cluster quorum`.
struct ClusterQuorum: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quorum",
        abstract: "Show who keeps the cluster's metadata, and how far each copy is.",
        discussion: """
            The columns: the node, whether its copy counts, the offset behind the
            last record that it has, and how many records it lacks.

            EXAMPLES
              strom cluster quorum
              strom cluster quorum --json
            """)

    @OptionGroup var options: ClientOptions

    func run() throws {
        let quorum = try options.client().quorum()
        let members =
            quorum.currentVoters.map { Member($0.replicaId, "voter", end: $0.logEndOffset) }
            + quorum.observers.map { Member($0.replicaId, "observer", end: $0.logEndOffset) }
        let end = members.first { $0.node == quorum.leaderId }?.end ?? quorum.highWatermark
        guard !options.json else {
            return try Output.print(
                .object([
                    ("leader", JSON(quorum.leaderId)), ("epoch", JSON(quorum.leaderEpoch)),
                    ("highWatermark", JSON(quorum.highWatermark)),
                    ("members", .array(members.map { $0.json(behind: end) })),
                ]))
        }
        var table = Table("NODE", "ROLE", "END", "LAG")
        for member in members {
            table.add(
                "\(member.node)", member.node == quorum.leaderId ? "leader" : member.role,
                "\(member.end)", "\(max(0, end - member.end))")
        }
        try Output.print(
            [
                "leader          \(quorum.leaderId)",
                "epoch           \(quorum.leaderEpoch)",
                "high watermark  \(quorum.highWatermark)",
            ] + table.lines)
    }

    /// One that has a copy of the metadata.
    private struct Member {
        let node: Int32
        let role: String
        let end: Int64

        init(_ node: Int32, _ role: String, end: Int64) {
            self.node = node
            self.role = role
            self.end = end
        }

        func json(behind last: Int64) -> JSON {
            .object([
                ("node", JSON(node)), ("role", .string(role)), ("end", JSON(end)),
                ("lag", JSON(max(0, last - end))),
            ])
        }
    }
}

/// `strom cluster unregister`.
struct ClusterUnregister: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unregister",
        abstract: "Have the cluster forget brokers that will not come back.",
        discussion: """
            Stop a broker before: one that takes part is not forgotten.

            EXAMPLES
              strom cluster unregister 3
            """)

    @Argument(help: "Ids of the brokers.")
    var brokers: [Int32]

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        for broker in brokers {
            try client.unregister(broker: broker)
            if !options.json { try Output.print(["broker \(broker): unregistered"]) }
        }
        if options.json { try Output.print(.array(brokers.map { JSON($0) })) }
    }
}
