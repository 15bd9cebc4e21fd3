import ArgumentParser

/// A load for any broker: `load produce`, `load fetch`, and what else the workloads need.
@main
struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Loads a Kafka broker, cheaply enough that the broker is what is measured.",
        discussion: """
            Each prints `begin` and `end` where its measured part begins and ends, so that whoever reads \
            along can look at the broker at these moments, and one line of JSON at last.
            """,
        subcommands: [
            Produce.self, Fetch.self, Pass.self, Hold.self, Create.self, Metadata.self,
        ])
}

/// The broker that is asked.
struct Target: ParsableArguments {
    @Argument(help: "HOST:PORT of the broker.")
    var address: String

    @Option(help: "The topic; it is made where there is none.")
    var topic = "bench"
}

/// How long is measured.
struct Duration: ParsableArguments {
    @Option(help: "Seconds under load that do not count.")
    var warmUp = 0.0

    @Option(help: "Seconds that are measured.")
    var seconds = 5.0
}
