internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Syscalls
import Telemetry

/// `strom txn describe`.
struct TxnDescribe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Show a transactional id, and the partitions of the transaction it has open.",
        discussion: """
            EXAMPLES
              strom txn describe billing-1
              strom txn describe billing-1 billing-2 --json
            """)

    @Argument(help: "Transactional ids.")
    var ids: [String]

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        var found: [TransactionDescription] = []
        for id in ids { found.append(try client.describeTransaction(id)) }
        guard !options.json else { return try Output.print(.array(found.map(\.json))) }
        let now = Timestamp.now()
        let blocks = found.map { $0.lines(at: now).joined(separator: "\n") }
        try Output.print([blocks.joined(separator: "\n\n")])
    }
}

extension TransactionDescription {
    /// What one reads of it on a terminal.
    func lines(at now: Timestamp) -> [String] {
        var lines = [
            "id           \(id)", "state        \(state)",
            "producer     \(producerID.rawValue), epoch \(producerEpoch.rawValue)",
            "timeout      \(PartitionLag.seconds(Int64(timeoutMs))) seconds",
        ]
        // The last transaction's beginning is told, too, while none is open.
        if let startTimeMs, !partitions.isEmpty {
            let open = PartitionLag.seconds(max(0, now.rawValue - startTimeMs))
            lines.append("open for     \(open) seconds")
        }
        lines.append("coordinator  \(coordinator)")
        guard !partitions.isEmpty else { return lines + ["no partition is in it"] }
        var table = Table("TOPIC", "PARTITIONS")
        for topic in partitions {
            table.add(topic.topic, topic.partitions.map(String.init).joined(separator: ","))
        }
        return lines + table.lines
    }

    var json: JSON {
        .object([
            ("transactionalId", .string(id)), ("state", .string(state)),
            ("producer", JSON(producerID.rawValue)),
            ("producerEpoch", JSON(producerEpoch.rawValue)), ("timeoutMs", JSON(timeoutMs)),
            ("startTimeMs", startTimeMs.map { JSON($0) } ?? .null),
            ("coordinator", JSON(coordinator)),
            (
                "topics",
                .array(
                    partitions.map { topic in
                        .object([
                            ("topic", .string(topic.topic)),
                            ("partitions", .array(topic.partitions.map { JSON($0) })),
                        ])
                    })
            ),
        ])
    }
}
