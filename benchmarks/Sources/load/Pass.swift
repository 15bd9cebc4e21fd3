import ArgumentParser
import CLoad
import Loading

/// One record after the other, to a consumer that waits for it.
struct Pass: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "End to end: how long a record takes from a producer to a consumer that waits, one at a time."
    )

    @OptionGroup var target: Target
    @OptionGroup var duration: Duration

    @Option(help: "Bytes of each record's value.")
    var record = 1024

    @Option(help: "Microseconds that the consumer waits before the record is sent.")
    var pause: UInt64 = 200

    @Option(help: "Settings of the topic, where it is made: NAME=VALUE,NAME=VALUE.")
    var config: String?

    func run() throws {
        load_prepare()
        load_make_topic(target.address, target.topic, 1, config)
        let pair = load_pair_open(target.address, target.topic, record)
        let start = load_now()
        var window = Window(
            from: start + UInt64(duration.warmUp * 1e9), seconds: duration.seconds)
        var meter = Meter()
        var latency = Latencies()
        while !meter.isOver {
            let now = load_now()
            meter.look(at: now, start: window.start, end: window.end)
            let took = load_pair_pass(pair, pause * 1000)
            guard window.holds(now) else { continue }
            window.count(at: now)
            latency.record(took)
        }
        try tell(
            Figures(
                seconds: window.seconds, records: window.answered, latencyUs: latency.summary(),
                loadCpuSeconds: meter.cpuSeconds))
    }

    struct Figures: Encodable {
        let seconds: Double
        let records: UInt64
        let latencyUs: Latencies.Summary
        let loadCpuSeconds: Double
    }
}
