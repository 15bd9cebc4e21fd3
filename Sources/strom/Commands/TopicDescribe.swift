internal import ArgumentParser
import Bytes
import KafkaClient
import KafkaMessages
import KafkaProtocol
import Telemetry

/// `strom topic describe`.
struct TopicDescribe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Show a topic's partitions, who holds them, and the settings of its own.",
        discussion: """
            The columns: who leads the partition, which brokers hold it, which of
            them are in sync, the first offset that is there, and the offset behind
            the last record.

            EXAMPLES
              strom topic describe orders
              strom topic describe --json
            """)

    @Argument(help: "Names of the topics; all where none is given.")
    var names: [String] = []

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        var descriptions: [TopicDescription] = []
        for name in try names.isEmpty ? allNames(client) : names {
            descriptions.append(try TopicDescription(of: name, by: client))
        }
        guard !options.json else { return try Output.print(.array(descriptions.map(\.json))) }
        let blocks = descriptions.map { $0.lines.joined(separator: "\n") }
        if !blocks.isEmpty { try Output.print([blocks.joined(separator: "\n\n")]) }
    }

    private func allNames(_ client: KafkaClient) throws -> [String] {
        try client.metadata(of: nil).topics.filter { !$0.isInternal }.compactMap(\.name).sorted()
    }
}

/// What one is told of a topic.
private struct TopicDescription {
    let name: String
    let topic: MetadataResponse.Topics
    let configs: [DescribeConfigsResponse.Results.Configs]
    let ranges: [Int32: Range<Int64>]

    /// Settings that the topic has of its own.
    private static let sourceTopic: Int8 = 1

    init(of name: String, by client: KafkaClient) throws {
        self.name = name
        topic = try client.topic(name, fresh: true)
        configs = try client.configs(of: .topic(name)).filter {
            $0.configSource == Self.sourceTopic
        }
        var ranges: [Int32: Range<Int64>] = [:]
        for partition in topic.partitions where partition.leaderId >= 0 {
            let index = partition.partitionIndex
            let first = try client.offset(.beginning, topic: name, partition: index)
            let end = try client.offset(.end, topic: name, partition: index)
            ranges[index] = first.rawValue..<max(first.rawValue, end.rawValue)
        }
        self.ranges = ranges
    }

    private var partitions: [MetadataResponse.Topics.Partitions] {
        topic.partitions.sorted { $0.partitionIndex < $1.partitionIndex }
    }

    var lines: [String] {
        var lines = ["topic       \(name)"]
        if !topic.topicId.isZero { lines.append("id          \(topic.topicId)") }
        lines.append("partitions  \(topic.partitions.count)")
        for config in configs {
            lines.append("config      \(config.name)=\(config.value ?? "")")
        }
        var table = Table("PARTITION", "LEADER", "REPLICAS", "IN SYNC", "FIRST", "END")
        for partition in partitions {
            let range = ranges[partition.partitionIndex]
            table.add(
                "\(partition.partitionIndex)",
                partition.leaderId < 0 ? "none" : "\(partition.leaderId)",
                list(partition.replicaNodes), list(partition.isrNodes),
                range.map { "\($0.lowerBound)" } ?? "-", range.map { "\($0.upperBound)" } ?? "-")
        }
        return lines + table.lines
    }

    var json: JSON {
        .object([
            ("topic", .string(name)), ("id", .string("\(topic.topicId)")),
            ("internal", .bool(topic.isInternal)),
            ("configs", .object(configs.map { ($0.name, JSON($0.value)) })),
            ("partitions", .array(partitions.map(json(of:)))),
        ])
    }

    private func json(of partition: MetadataResponse.Topics.Partitions) -> JSON {
        let range = ranges[partition.partitionIndex]
        return .object([
            ("partition", JSON(partition.partitionIndex)),
            ("leader", partition.leaderId < 0 ? .null : JSON(partition.leaderId)),
            ("leaderEpoch", JSON(partition.leaderEpoch)),
            ("replicas", .array(partition.replicaNodes.map { JSON($0) })),
            ("inSync", .array(partition.isrNodes.map { JSON($0) })),
            ("first", range.map { JSON($0.lowerBound) } ?? .null),
            ("end", range.map { JSON($0.upperBound) } ?? .null),
        ])
    }

    private func list(_ nodes: [Int32]) -> String {
        nodes.map(String.init).joined(separator: ",")
    }
}
