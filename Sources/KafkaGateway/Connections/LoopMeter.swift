internal import KafkaProtocol
internal import Syscalls
package import Telemetry

/// What was counted of one API's requests.
package struct ApiFigures: Sendable {
    package internal(set) var requests = 0
    package internal(set) var requestBytes = 0
    package internal(set) var replyBytes = 0
    /// From where a request is begun to where it is answered or waits: what it costs its loop.
    package internal(set) var serving = Histogram()
    /// How long those waited that could not be answered at once; by the clock of the loop's turns.
    package internal(set) var waiting = Histogram()

    mutating func add(_ other: ApiFigures) {
        requests += other.requests
        requestBytes += other.requestBytes
        replyBytes += other.replyBytes
        serving.add(other.serving)
        waiting.add(other.waiting)
    }
}

/// Counts the requests of one loop.
///
/// The figures are the loop's own: nothing is shared, and whoever wants to see them sends the loop a
/// letter. Where nobody ever will, nothing is counted and no clock is read.
struct LoopMeter {
    let isOn: Bool
    /// By the API's key.
    private var figures: [ApiFigures]

    /// No API of Kafka's has a higher key.
    private static let keys = 128

    init(isOn: Bool) {
        self.isOn = isOn
        figures = isOn ? Array(repeating: ApiFigures(), count: Self.keys) : []
    }

    /// What was counted, of the APIs that were asked for.
    var byKey: [ApiKey: ApiFigures] {
        var byKey: [ApiKey: ApiFigures] = [:]
        for (key, figures) in figures.enumerated() where figures.requests > 0 {
            byKey[ApiKey(rawValue: Int16(key))] = figures
        }
        return byKey
    }

    /// When a request begins; nil where nothing is counted.
    func start() -> Instant? {
        isOn ? .now() : nil
    }

    /// Counts a request that was begun.
    mutating func served(_ key: ApiKey, byteCount: Int, since start: Instant?) {
        let index = Int(key.rawValue)
        guard let start, figures.indices.contains(index) else { return }
        figures[index].requests += 1
        figures[index].requestBytes += byteCount
        figures[index].serving.add(
            nanoseconds: Instant.now().nanoseconds - start.nanoseconds)
    }

    /// Counts an answer.
    mutating func answered(_ key: ApiKey, byteCount: Int) {
        guard isOn, figures.indices.contains(Int(key.rawValue)) else { return }
        figures[Int(key.rawValue)].replyBytes += byteCount
    }

    /// Counts the end of a wait.
    mutating func waited(_ key: ApiKey, from begin: Instant, to end: Instant) {
        guard isOn, figures.indices.contains(Int(key.rawValue)) else { return }
        figures[Int(key.rawValue)].waiting.add(
            nanoseconds: end.nanoseconds - begin.nanoseconds)
    }
}
