import ArgumentParser
import CLoad
import Loading

/// Makes topics.
struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes one topic, or topics NAME-0, NAME-1 and on.")

    @OptionGroup var target: Target

    @Option var topics = 1

    @Option(help: "Partitions of each.")
    var partitions = 1

    @Option(
        help:
            "Topics in each request: Kafka refuses requests that would make 10,000 records of metadata."
    )
    var perRequest = 9

    @Option(help: "Settings of the topics: NAME=VALUE,NAME=VALUE.")
    var config: String?

    func run() throws {
        let start = load_now()
        tell("begin")
        if topics == 1 {
            load_make_topic(target.address, target.topic, Int32(partitions), config)
        } else {
            load_make_topics(
                target.address, target.topic, Int32(topics), Int32(partitions), Int32(perRequest),
                config)
        }
        let seconds = Double(load_now() - start) / 1e9
        tell("end")
        try tell(Figures(seconds: seconds, partitions: topics * partitions))
    }

    struct Figures: Encodable {
        let seconds: Double
        let partitions: Int
    }
}

/// Asks which topics there are.
struct Metadata: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks for the metadata of all topics, one question after the other.")

    @Argument(help: "HOST:PORT of the broker.")
    var address: String

    @Option var times = 10

    func run() throws {
        var took = [UInt64](repeating: 0, count: times)
        tell("begin")
        let bytes = load_metadata(address, Int32(times), &took)
        tell("end")
        var latency = Latencies()
        for one in took { latency.record(one) }
        try tell(Figures(bytes: bytes, latencyUs: latency.summary()))
    }

    struct Figures: Encodable {
        let bytes: Int
        let latencyUs: Latencies.Summary
    }
}
