internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Telemetry

/// `strom txn abort`.
struct TxnAbort: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "abort",
        abstract: "Abort the transaction of a transactional id, or one that hangs in a partition.",
        discussion: """
            With a transactional id: its coordinator aborts what it has open, and its
            producer is fenced; a new producer of the same id may begin.

            With --partition and --start: a marker is written to that partition alone, for
            a transaction that no coordinator will end; `strom txn find-hanging` shows
            both.

            EXAMPLES
              strom txn abort billing-1
              strom txn abort --partition orders:3 --start 1042
            """)

    @Argument(help: "The transactional id.")
    var id: String?

    @Option(
        help: ArgumentHelp(
            "Where a transaction hangs: TOPIC:PARTITION.", valueName: "partition"))
    var partition: TopicSelection?

    @Option(help: ArgumentHelp("The offset where it begins.", valueName: "offset"))
    var start: Int64?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard (id == nil) != (partition == nil) else {
            throw ValidationError("Name a transactional id, or --partition with --start.")
        }
        guard (partition == nil) == (start == nil) else {
            throw ValidationError("--partition and --start belong together.")
        }
        if let partition, partition.partitions?.count != 1 {
            throw ValidationError("--partition names one partition, such as orders:3.")
        }
    }

    func run() throws {
        let client = try options.client()
        if let id {
            // An id that nobody knows would be made by asking for its producer.
            _ = try client.describeTransaction(id)
            try client.fence(transactionalID: id)
            return try tell("\(id): aborted, and its producer is fenced")
        }
        guard let partition, let index = partition.partitions?.first, let start else { return }
        let known = try client.producers(topic: partition.topic, partition: index)
        guard let producer = known.first(where: { $0.transactionStart?.rawValue == start }) else {
            throw Failure(
                "no transaction that is open in \(partition.topic):\(index) begins at \(start)",
                advice: "`strom txn producers \(partition.topic):\(index)` shows what is open.")
        }
        try client.abort(producer)
        try tell(
            "\(partition.topic):\(index): the transaction of producer \(producer.id.rawValue) is aborted"
        )
    }

    private func tell(_ sentence: String) throws {
        guard options.json else { return try Output.print([sentence]) }
        try Output.print(.object([("aborted", .string(id ?? "\(start ?? -1)"))]))
    }
}
