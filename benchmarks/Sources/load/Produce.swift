import ArgumentParser
import CLoad
import Loading

/// Sends Produce requests that were encoded once, pipelined on N connections.
struct Produce: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Produces: without --rate as fast as --depth requests in flight allow, else that many a second."
    )

    @OptionGroup var target: Target
    @OptionGroup var duration: Duration

    @Option(
        help: "Requests per second of all connections together, whatever is answered (open loop).")
    var rate: Double?

    @Option(help: "Requests in flight on each connection, where there is no rate (closed loop).")
    var depth = 1

    @Option var connections = 1

    @Option(help: "Ends the measured part earlier, after so many bytes of batches.")
    var bytes: UInt64?

    @OptionGroup var requests: Requests

    func run() throws {
        load_prepare()
        load_make_topic(target.address, target.topic, Int32(requests.partitions), requests.config)
        let frames = requests.encode(topic: target.topic)
        guard let producers = load_connect(target.address, frames, Int32(connections)) else {
            throw Refused(description: "no connections")
        }
        let start = load_now()
        let pace: Pace =
            if let rate {
                .open(Schedule(start: start, rate: rate, connections: connections))
            } else {
                .closed(depth: depth)
            }
        let most = bytes.map { max(UInt64(Double($0) / load_frames_bytes(frames)), 1) } ?? .max
        let window = Window(
            from: start + UInt64(duration.warmUp * 1e9), seconds: duration.seconds, most: most)
        var blast = Blast(
            producers: producers, connections: connections, pace: pace, window: window)
        try blast.run()
        try tell(
            blast.figures(
                bytes: load_frames_bytes(frames), records: load_frames_records(frames)))
    }
}

/// What the requests are made of.
struct Requests: ParsableArguments {
    @Option(help: "Partitions of the topic, where it is made; the first of them are written.")
    var partitions = 1

    @Option(help: "How many of the partitions are written, from 0; all of them if not told.")
    var written: Int?

    @Option(help: "Partitions in each request, each with a batch.")
    var perRequest = 1

    @Option(help: "Bytes of each record's value.")
    var record = 100

    @Option(help: "Bytes of a batch, before compression; one record fits at least.")
    var batch = 16384

    @Option(help: "So many batches with different bytes.")
    var variants = 1

    @Option(help: "So many different keys; 0: none.")
    var keys: UInt64 = 0

    @Flag(help: "The second half of each value is one byte over and over.")
    var halfRandom = false

    @Option(help: "none, lz4 or zstd.")
    var codec = Codec.none

    @Option(parsing: .unconditional, help: "-1, 0 or 1.")
    var acks = -1

    @Option(help: "Settings of the topic, where it is made: NAME=VALUE,NAME=VALUE.")
    var config: String?

    enum Codec: String, ExpressibleByArgument, CaseIterable {
        case none, lz4, zstd

        var attribute: Int32 {
            switch self {
            case .none: 0
            case .lz4: 3
            case .zstd: 4
            }
        }
    }

    func encode(topic: String) -> OpaquePointer {
        topic.withCString { topic in
            var wanted = load_requests(
                topic: topic, partitions: Int32(written ?? partitions),
                per_request: Int32(perRequest), variants: Int32(variants), acks: Int32(acks),
                record: record, batch: batch, keys: keys, half_random: halfRandom ? 1 : 0,
                codec: codec.attribute)
            return load_encode(&wanted)
        }
    }
}
