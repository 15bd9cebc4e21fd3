internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Syscalls
import Telemetry

/// `strom group reset`.
struct GroupReset: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Set a group that has no members to other offsets.",
        discussion: """
            It shows what would be done; --execute does it. An offset that lies before the
            first record or behind the last one becomes that place.

            EXAMPLES
              strom group reset billing --topic orders --to-earliest
              strom group reset billing --topic orders:0,1 --to-offset 1200 --execute
              strom group reset billing --all-topics --to-time 2026-11-25T08:00:00Z
              strom group reset billing --all-topics --by-duration PT90M --execute
              strom group reset billing --topic orders --shift-by -100 --execute
            """)

    @Argument(help: "Name of the group; one that is not there yet is made.")
    var name: String

    @OptionGroup var topics: GroupTopicOptions

    @Flag(help: "To the first record that is there.")
    var toEarliest = false

    @Flag(help: "Behind the last record.")
    var toLatest = false

    @Option(help: ArgumentHelp("To this offset.", valueName: "offset"))
    var toOffset: Int64?

    @Option(
        help: ArgumentHelp(
            "To the first record of this time or later: 2026-11-25T08:00:00Z, or milliseconds since 1970.",
            valueName: "time"))
    var toTime: PointInTime?

    @Option(
        help: ArgumentHelp(
            "To the first record of the last while, as ISO 8601 has it: PT90M, P1DT12H.",
            valueName: "duration"))
    var byDuration: LengthOfTime?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("So many records on, or back if it is negative.", valueName: "count"))
    var shiftBy: Int64?

    @Flag(help: "Do it; without, it is only shown.")
    var execute = false

    @OptionGroup var options: ClientOptions

    /// Where to, for each way of saying it.
    private var targets: [ResetTarget] {
        [
            toEarliest ? .earliest : nil, toLatest ? .latest : nil,
            toOffset.map { .offset($0) }, toTime.map { .time($0.milliseconds) },
            byDuration.map { .duration($0.milliseconds) }, shiftBy.map { .shift($0) },
        ].compactMap { $0 }
    }

    func validate() throws {
        guard topics.isGiven else {
            throw ValidationError("Say of which partitions: --topic TOPIC or --all-topics.")
        }
        guard targets.count == 1 else {
            throw ValidationError(
                "Say where to, in one way: --to-earliest, --to-latest, --to-offset, --to-time, --by-duration or --shift-by."
            )
        }
        if let toOffset, toOffset < 0 {
            throw ValidationError("--to-offset cannot be negative; --shift-by can.")
        }
    }

    func run() throws {
        let client = try options.client()
        try requireEmpty(client)
        let steps = try plan(client)
        if execute { try set(steps, by: client) }
        try report(steps)
    }

    private func set(_ steps: [ResetStep], by client: KafkaClient) throws {
        let offsets = steps.map { step in
            CommittedOffset(
                topic: step.topic, partition: step.partition, offset: Offset(rawValue: step.to))
        }
        do {
            try client.commit(offsets, for: name)
        } catch {
            // A member came in between.
            if case .refused(.unknownMemberId, _, _) = error { throw Failure.hasMembers(name) }
            throw error
        }
    }

    private func requireEmpty(_ client: KafkaClient) throws {
        do {
            guard try client.describeGroup(name).isEmpty else { throw Failure.hasMembers(name) }
        } catch ClientError.noSuchGroup where !topics.allTopics {
            // It comes with its offsets.
        }
    }

    private func plan(_ client: KafkaClient) throws -> [ResetStep] {
        let committed = try client.committedOffsets(of: name)
        let places =
            topics.allTopics
            ? committed.map { ($0.topic, $0.partition) }
            : try topics.topic.flatMap { try $0.places(by: client) }
        let now = Timestamp.now().rawValue
        var steps: [ResetStep] = []
        for (topic, partition) in places {
            let from = committed.first { $0.topic == topic && $0.partition == partition }
            let step = try ResetStep(
                targets[0], topic: topic, partition: partition, from: from?.offset.rawValue,
                now: now, by: client)
            if let step { steps.append(step) }
        }
        guard !steps.isEmpty else {
            throw Failure(
                "group \(name) has committed no offset there",
                advice: "Name the topics with --topic, and a place: --to-earliest or --to-latest.")
        }
        return steps
    }

    private func report(_ steps: [ResetStep]) throws {
        guard !options.json else {
            return try Output.print(
                .object([
                    ("group", .string(name)), ("executed", .bool(execute)),
                    ("partitions", .array(steps.map(\.json))),
                ]))
        }
        var table = Table("TOPIC", "PARTITION", "FROM", "TO")
        for step in steps {
            table.add(
                step.topic, "\(step.partition)", step.from.map(String.init) ?? "-", "\(step.to)")
        }
        try Output.print(
            table.lines + [
                execute ? "\(name): set" : "\(name): nothing is changed; --execute does it"
            ])
    }
}
