internal import ArgumentParser
import KafkaClient
import KafkaMessages

/// Partitions of a topic, as one writes them: `orders`, or `orders:0,3`.
struct TopicSelection: ExpressibleByArgument, Equatable {
    let topic: String
    /// Nil for all of them.
    let partitions: [Int32]?

    init(topic: String, partitions: [Int32]? = nil) {
        self.topic = topic
        self.partitions = partitions
    }

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":") else {
            guard !argument.isEmpty else { return nil }
            self.init(topic: argument)
            return
        }
        let numbers = argument[argument.index(after: colon)...]
            .split(separator: ",", omittingEmptySubsequences: false).map { Int32($0) }
        let partitions = numbers.compactMap { $0 }.filter { $0 >= 0 }
        guard colon > argument.startIndex, partitions.count == numbers.count else { return nil }
        self.init(topic: String(argument[..<colon]), partitions: partitions)
    }

    /// Whether it has the partition.
    func contains(_ topic: String, _ partition: Int32) -> Bool {
        self.topic == topic && (partitions?.contains(partition) ?? true)
    }

    /// The partitions that it stands for, of those that the topic has.
    func places(by client: KafkaClient) throws -> [(topic: String, partition: Int32)] {
        let known = try client.topic(topic, fresh: true).partitions.map(\.partitionIndex).sorted()
        for wanted in partitions ?? [] where !known.contains(wanted) {
            throw Failure(
                "\(topic) has no partition \(wanted)",
                advice: "It has the partitions 0 to \(known.count - 1).")
        }
        return (partitions ?? known).map { (topic, $0) }
    }
}

/// Which partitions of a group are meant.
struct GroupTopicOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A topic, or some partitions of it as TOPIC:0,1; can be repeated.",
            valueName: "topic"))
    var topic: [TopicSelection] = []

    @Flag(help: "All topics of which the group has committed offsets.")
    var allTopics = false

    func validate() throws {
        guard topic.isEmpty || !allTopics else {
            throw ValidationError("--topic and --all-topics exclude each other.")
        }
    }

    /// Whether anything is said.
    var isGiven: Bool { allTopics || !topic.isEmpty }

    /// The committed offsets that are meant; all where nothing is said.
    func of(_ offsets: [CommittedOffset]) -> [CommittedOffset] {
        topic.isEmpty
            ? offsets
            : offsets.filter { offset in
                topic.contains { $0.contains(offset.topic, offset.partition) }
            }
    }
}
