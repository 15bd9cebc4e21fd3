internal import ArgumentParser
import KafkaClient
import KafkaMessages
import Telemetry

/// `strom cluster`: the cluster as a whole.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "Show the cluster as a whole, raise its features, and forget brokers.",
        subcommands: [
            ClusterInfo.self, ClusterQuorum.self, ClusterUpgrade.self, ClusterUnregister.self,
        ])
}

/// `strom cluster info`.
struct ClusterInfo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show the cluster's id, its controller and its brokers.",
        discussion: """
            EXAMPLES
              strom cluster info
              strom cluster info --bootstrap broker1:9092 --json
            """)

    @OptionGroup var options: ClientOptions

    func run() throws {
        let metadata = try options.client().metadata(of: nil)
        let topics = metadata.topics.filter { !$0.isInternal }
        let partitions = topics.reduce(0) { $0 + $1.partitions.count }
        let brokers = metadata.brokers.sorted { $0.nodeId < $1.nodeId }
        guard !options.json else {
            return try Output.print(
                .object([
                    ("cluster", JSON(metadata.clusterId)),
                    ("controller", JSON(metadata.controllerId)),
                    ("brokers", .array(brokers.map(json(of:)))),
                    ("topics", JSON(topics.count)), ("partitions", JSON(partitions)),
                ]))
        }
        var table = Table("BROKER", "ADDRESS", "RACK")
        for broker in brokers {
            table.add(
                "\(broker.nodeId)",
                BootstrapAddress(host: broker.host, port: UInt16(clamping: broker.port))
                    .description,
                broker.rack ?? "-")
        }
        try Output.print(
            [
                "cluster     \(metadata.clusterId ?? "-")",
                "controller  \(metadata.controllerId)",
                "topics      \(topics.count) with \(partitions) partitions",
            ] + table.lines)
    }

    private func json(of broker: MetadataResponse.Brokers) -> JSON {
        .object([
            ("broker", JSON(broker.nodeId)), ("host", .string(broker.host)),
            ("port", JSON(broker.port)), ("rack", JSON(broker.rack)),
        ])
    }
}
