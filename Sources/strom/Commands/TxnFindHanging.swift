internal import ArgumentParser
import KafkaClient
import KafkaMessages
import KafkaProtocol
import Syscalls
import Telemetry

/// `strom txn find-hanging`.
struct TxnFindHanging: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find-hanging",
        abstract: "Find transactions that are open in a partition and that nobody will end.",
        discussion: """
            A transaction hangs when a partition has it open, has heard nothing of it for
            longer than any transaction may take, and its coordinator knows nothing of it.
            Readers of committed records come no further than its first record. None should
            ever be; each is a fault, and `strom txn abort` ends it.

            EXAMPLES
              strom txn find-hanging
              strom txn find-hanging --topic orders --json
            """)

    @Option(
        help: ArgumentHelp(
            "Only this topic, or some of its partitions; can be repeated.", valueName: "topic"))
    var topic: [TopicSelection] = []

    @Option(
        help: ArgumentHelp(
            "How long a transaction may take: the brokers' transaction.max.timeout.ms, in seconds.",
            valueName: "seconds"))
    var maxTimeout: Int64 = 900

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard 0...(Int64.max / 1000) ~= maxTimeout else {
            throw ValidationError("--max-timeout takes seconds, from 0 on.")
        }
    }

    func run() throws {
        let client = try options.client()
        let late = Timestamp.now().rawValue - maxTimeout * 1000
        var open: [ActiveProducer] = []
        for place in try places(by: client) {
            open += try client.producers(topic: place.topic, partition: place.partition)
                .filter { $0.transactionStart != nil && $0.lastTimestampMs <= late }
        }
        let hanging = try client.withoutCoordinator(open)
        guard !options.json else { return try Output.print(.array(hanging.map(\.json))) }
        guard !hanging.isEmpty else { return }
        var table = Table("TOPIC", "PARTITION", "PRODUCER", "EPOCH", "LAST WRITE", "OPEN SINCE")
        for producer in hanging {
            table.add(
                producer.topic, "\(producer.partition)", "\(producer.id.rawValue)",
                "\(producer.epoch)", producer.lastWrite,
                producer.transactionStart.map { "\($0)" } ?? "-")
        }
        try Output.print(table.lines)
    }

    private func places(by client: KafkaClient) throws -> [(topic: String, partition: Int32)] {
        guard topic.isEmpty else { return try topic.flatMap { try $0.places(by: client) } }
        let names = try client.metadata(of: nil).topics.compactMap(\.name).sorted()
        return try names.flatMap { try TopicSelection(topic: $0).places(by: client) }
    }
}

extension KafkaClient {
    /// Of open transactions, those that no coordinator has among its own (KIP-664).
    func withoutCoordinator(_ open: [ActiveProducer]) throws(ClientError) -> [ActiveProducer] {
        guard !open.isEmpty else { return [] }
        var filter = TransactionFilter()
        filter.producerIDs = Set(open.map(\.id)).sorted { $0.rawValue < $1.rawValue }
        var coordinated: Set<ActiveProducer.Place> = []
        for listed in try transactions(filter) {
            guard let told = try description(of: listed.id) else { continue }
            for topic in told.partitions {
                for partition in topic.partitions {
                    coordinated.insert(
                        .init(id: told.producerID, topic: topic.topic, partition: partition))
                }
            }
        }
        return open.filter { !coordinated.contains($0.place) }
    }

    /// Nil where the id has expired meanwhile.
    private func description(of id: String) throws(ClientError) -> TransactionDescription? {
        do {
            return try describeTransaction(id)
        } catch ClientError.noSuchTransaction {
            return nil
        }
    }
}

extension ActiveProducer {
    /// A producer in a partition.
    fileprivate struct Place: Hashable {
        let id: ProducerID
        let topic: String
        let partition: Int32
    }

    fileprivate var place: Place { Place(id: id, topic: topic, partition: partition) }
}
