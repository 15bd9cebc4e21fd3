import ArgumentParser
import CLoad
import Loading

/// Fetches and throws away.
struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fetches and throws away, as fast as it comes.")

    @OptionGroup var target: Target
    @OptionGroup var duration: Duration

    @Option(help: "Partitions of the topic.")
    var partitions = 1

    @Option(help: "Connections that share the partitions among them.")
    var connections = 1

    @Option(help: "So many times all of it: each group has connections of its own.")
    var groups = 1

    @Flag(help: "Begins at the end of the log.")
    var fromEnd = false

    @Flag(
        help:
            "All batches are alike: only the first of each answer is looked at, the others are never read."
    )
    var alike = false

    @Flag(help: "read_committed")
    var committed = false

    @Option var waitMs = 500
    @Option var minBytes = 1
    @Option(help: "Bytes in an answer at most.")
    var maxBytes = 50 << 20

    @Option(help: "Bytes of a partition in an answer at most.")
    var partitionMaxBytes = 1 << 20

    @Option(help: "Ends the measured part earlier, after so many bytes of batches.")
    var bytes: UInt64?

    func run() throws {
        load_prepare()
        var fetches = load_fetches(
            topic: nil, partitions: Int32(partitions), connections: Int32(connections),
            groups: Int32(groups), wait_ms: Int32(waitMs), min_bytes: Int32(minBytes),
            max_bytes: Int32(maxBytes), partition_max_bytes: Int32(partitionMaxBytes),
            isolation: committed ? 1 : 0, from_end: fromEnd ? 1 : 0, alike: alike ? 1 : 0)
        try target.topic.withCString { topic in
            fetches.topic = topic
            guard let consumers = load_drink(target.address, &fetches) else {
                throw Refused(description: "no connections")
            }
            try tell(try drink(consumers))
        }
    }

    private func drink(_ consumers: OpaquePointer) throws -> Figures {
        let start = load_now()
        var window = Window(
            from: start + UInt64(duration.warmUp * 1e9), seconds: duration.seconds,
            most: bytes ?? .max)
        var meter = Meter()
        var fetched = load_fetched()
        var before = load_fetched()
        while !meter.isOver {
            let now = load_now()
            meter.look(at: now, start: window.start, end: window.end)
            if !window.holds(now), now < window.start { before = fetched }
            let bytes = fetched.bytes
            load_gulp(consumers, 10_000_000, &fetched)
            window.count(fetched.bytes - bytes, at: load_now())
        }
        guard fetched.error == 0 else {
            throw Refused(description: "Fetch: error \(fetched.error)")
        }
        return Figures(
            seconds: window.seconds, answers: fetched.answers - before.answers,
            empty: fetched.empty - before.empty, batches: fetched.batches - before.batches,
            records: fetched.records - before.records, bytes: window.answered,
            megabytesPerSecond: Double(window.answered) / window.seconds / 1e6,
            loadCpuSeconds: meter.cpuSeconds)
    }

    struct Figures: Encodable {
        let seconds: Double
        let answers, empty, batches, records, bytes: UInt64
        let megabytesPerSecond: Double
        let loadCpuSeconds: Double
    }
}
