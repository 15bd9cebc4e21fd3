internal import ArgumentParser
import KafkaClient
import KafkaMessages
import KafkaProtocol
import Telemetry

/// `strom topic`: makes, shows, changes, moves and deletes topics.
struct Topic: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make, show, change, move and delete topics.",
        subcommands: [
            TopicCreate.self, TopicList.self, TopicDescribe.self, TopicAlter.self,
            TopicDelete.self, TopicElect.self, TopicReassign.self,
        ])
}

/// `strom topic create`.
struct TopicCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make topics.",
        discussion: """
            EXAMPLES
              strom topic create orders
              strom topic create orders --partitions 12 --config retention.ms=86400000
              strom topic create cache --config cleanup.policy=compact --if-not-exists
            """)

    @Argument(help: "Names of the topics.")
    var names: [String]

    @Option(
        name: [.short, .long],
        help: "Partitions of each. (default: what the broker's num.partitions says)")
    var partitions: Int32?

    @Option(
        name: [.short, .long],
        help: "Replicas of each. (default: what the broker's default.replication.factor says)")
    var replicas: Int16?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("A setting of the topics; can be repeated.", valueName: "key=value"))
    var config: [KeyValue] = []

    @Flag(help: "Be content where a topic is there already.")
    var ifNotExists = false

    @Flag(help: "Only ask whether it would be done.")
    var dryRun = false

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        var results: [JSON] = []
        for name in names {
            do {
                let id = try client.createTopic(
                    name, partitions: partitions ?? -1, replicas: replicas ?? -1,
                    configs: config.map { ($0.key, $0.value) }, onlyValidating: dryRun)
                results.append(.object([("topic", .string(name)), ("id", .string("\(id)"))]))
                if !options.json {
                    try Output.print([dryRun ? "\(name): it would be made" : "\(name): made"])
                }
            } catch ClientError.refused(.topicAlreadyExists, _, _) where ifNotExists {
                if !options.json { try Output.print(["\(name): it is there already"]) }
            }
        }
        if options.json { try Output.print(.array(results)) }
    }
}

/// `strom topic list`.
struct TopicList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the names of all topics.",
        discussion: """
            EXAMPLES
              strom topic list
              strom topic list --internal --json
            """)

    @Flag(help: "Show the broker's own topics, too.")
    var `internal` = false

    @OptionGroup var options: ClientOptions

    func run() throws {
        let topics = try options.client().metadata(of: nil).topics
            .filter { self.internal || !$0.isInternal }
            .sorted { ($0.name ?? "") < ($1.name ?? "") }
        guard !options.json else {
            let values = topics.map { topic in
                JSON.object([
                    ("topic", JSON(topic.name)), ("id", .string("\(topic.topicId)")),
                    ("partitions", JSON(topic.partitions.count)),
                    ("internal", .bool(topic.isInternal)),
                ])
            }
            return try Output.print(.array(values))
        }
        try Output.print(topics.compactMap(\.name))
    }
}

/// `strom topic alter`.
struct TopicAlter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alter",
        abstract: "Change a topic's settings, or give it more partitions.",
        discussion: """
            EXAMPLES
              strom topic alter orders --partitions 24
              strom topic alter orders --set retention.ms=3600000 --unset segment.bytes
            """)

    @Argument(help: "Name of the topic.")
    var name: String

    @Option(name: [.short, .long], help: "So many partitions it has then; they can only grow.")
    var partitions: Int32?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Set a setting; can be repeated.", valueName: "key=value"))
    var set: [KeyValue] = []

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Take a setting back to its default; can be repeated.", valueName: "key")
    )
    var unset: [String] = []

    @OptionGroup var options: ClientOptions

    func validate() throws {
        guard partitions != nil || !set.isEmpty || !unset.isEmpty else {
            throw ValidationError("Say what to change: --partitions, --set or --unset.")
        }
    }

    func run() throws {
        let client = try options.client()
        let changes = set.map { ($0.key, $0.value as String?) } + unset.map { ($0, nil) }
        if !changes.isEmpty { try client.change(.topic(name), changes) }
        if let partitions { try client.addPartitions(to: name, count: partitions) }
        guard !options.json else { return try Output.print(.object([("topic", .string(name))])) }
        try Output.print(["\(name): changed"])
    }
}

/// `strom topic delete`.
struct TopicDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete topics with all their records.",
        discussion: """
            EXAMPLES
              strom topic delete orders
              strom topic delete orders cache --if-exists
            """)

    @Argument(help: "Names of the topics.")
    var names: [String]

    @Flag(help: "Be content where a topic is not there.")
    var ifExists = false

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        try Deletion.run(names, printsJSON: options.json) { name in
            do {
                try client.deleteTopic(name)
                return true
            } catch ClientError.noSuchTopic where ifExists {
                return false
            }
        }
    }
}
