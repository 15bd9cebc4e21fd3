internal import ArgumentParser
import KafkaClient
import Telemetry

/// `strom cluster upgrade`.
struct ClusterUpgrade: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Finalize what the brokers can do, so that clients may use it.",
        discussion: """
            Run it once every broker of a cluster runs the new version: it finalizes each
            feature at the highest level that a broker offers. All are changed, or none. A
            broker alone does so by itself when it starts with a new version.

            EXAMPLES
              strom cluster upgrade --dry-run
              strom cluster upgrade
              strom cluster upgrade --feature group.version=1 --json
            """)

    @Option(
        help: ArgumentHelp(
            "Only this feature, at this level, which may be a lower one; can be repeated.",
            valueName: "name=level"))
    var feature: [FeatureLevel] = []

    @Flag(help: "Only ask whether it would be done.")
    var dryRun = false

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        let steps = Self.steps(to: feature, from: try client.features())
        if !steps.isEmpty { try client.update(steps, onlyValidating: dryRun) }
        try report(steps)
    }

    /// What changes: what is wanted, or where nothing is, all that can be raised.
    static func steps(
        to wanted: [FeatureLevel], from features: [ClusterFeature]
    ) -> [FeatureStep] {
        let highest = features.map { feature in
            FeatureLevel(name: feature.name, level: max(feature.highest, feature.finalized))
        }
        return (wanted.isEmpty ? highest : wanted).compactMap { goal in
            let present = features.first { $0.name == goal.name }?.finalized ?? 0
            guard goal.level != present else { return nil }
            return FeatureStep(goal.name, from: present, to: goal.level)
        }
    }

    private func report(_ steps: [FeatureStep]) throws {
        guard !options.json else {
            return try Output.print(
                .object([
                    ("executed", .bool(!dryRun)), ("features", .array(steps.map(json(of:)))),
                ]))
        }
        guard !steps.isEmpty else {
            return try Output.print(["nothing to do: every feature is at that level"])
        }
        var table = Table("FEATURE", "FROM", "TO")
        for step in steps { table.add(step.feature, "\(step.from)", "\(step.to)") }
        try Output.print(table.lines + [dryRun ? "it would be done" : "done"])
    }

    private func json(of step: FeatureStep) -> JSON {
        .object([
            ("feature", .string(step.feature)), ("from", JSON(step.from)), ("to", JSON(step.to)),
        ])
    }
}

/// A feature and its level, as `name=level`.
struct FeatureLevel: ExpressibleByArgument, Equatable {
    let name: String
    let level: Int16

    init(name: String, level: Int16) {
        self.name = name
        self.level = level
    }

    init?(argument: String) {
        guard let pair = KeyValue(argument: argument), let level = Int16(pair.value), level >= 0
        else { return nil }
        self.init(name: pair.key, level: level)
    }
}
