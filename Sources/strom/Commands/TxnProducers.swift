internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Syscalls
import Telemetry

/// `strom txn producers`.
struct TxnProducers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "producers",
        abstract: "Show the producers that a topic's partitions remember.",
        discussion: """
            A number under OPEN SINCE is the offset where a transaction begins that is
            open: readers of committed records come no further.

            EXAMPLES
              strom txn producers orders
              strom txn producers orders:0,3 --json
            """)

    @Argument(help: "The topic, or some of its partitions: orders, orders:0,3.")
    var topic: TopicSelection

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        var found: [ActiveProducer] = []
        for place in try topic.places(by: client) {
            found += try client.producers(topic: place.topic, partition: place.partition)
        }
        guard !options.json else { return try Output.print(.array(found.map(\.json))) }
        guard !found.isEmpty else { return }
        var table = Table(
            "PARTITION", "PRODUCER", "EPOCH", "LAST SEQUENCE", "LAST WRITE", "OPEN SINCE")
        for producer in found {
            table.add(
                "\(producer.partition)", "\(producer.id.rawValue)", "\(producer.epoch)",
                producer.lastSequence < 0 ? "-" : "\(producer.lastSequence)",
                producer.lastWrite, producer.transactionStart.map { "\($0)" } ?? "-")
        }
        try Output.print(table.lines)
    }
}

extension ActiveProducer {
    /// When it last wrote, as text.
    var lastWrite: String {
        lastTimestampMs < 0 ? "-" : Timestamp(rawValue: lastTimestampMs).iso8601
    }

    var json: JSON {
        .object([
            ("topic", .string(topic)), ("partition", JSON(partition)),
            ("producer", JSON(id.rawValue)), ("producerEpoch", JSON(epoch)),
            ("lastSequence", JSON(lastSequence)), ("lastTimestampMs", JSON(lastTimestampMs)),
            ("coordinatorEpoch", JSON(coordinatorEpoch)),
            ("openSince", transactionStart.map { JSON($0.rawValue) } ?? .null),
        ])
    }
}
