import CLoad
import Loading

/// One run of producers: who may send when, and what became of it.
struct Blast {
    let producers: OpaquePointer
    let connections: Int
    let pace: Pace
    var window: Window

    private var meter = Meter()
    private var latency = Latencies()
    /// How late requests left, by no fault of the broker or because its socket was full.
    private var delay = Latencies()
    private var offered: UInt64 = 0
    private var answered: [UInt64]
    private var errors: UInt64 = 0
    private var firstError: Int32 = 0
    private var unanswered: UInt64 = 0

    init(producers: OpaquePointer, connections: Int, pace: Pace, window: Window) {
        self.producers = producers
        self.connections = connections
        self.pace = pace
        self.window = window
        answered = Array(repeating: 0, count: connections)
    }

    /// Loads until the window is over, then waits for the answers that are owed.
    mutating func run() throws {
        if case .closed(let depth) = pace {
            for connection in 0..<connections { grant(connection, UInt32(depth)) }
        }
        while !meter.isOver {
            let now = load_now()
            meter.look(at: now, start: window.start, end: window.end)
            takeAnswers(patience: offer(at: now))
        }
        let patience = load_now() + 5_000_000_000
        while owed > 0, load_now() < patience { takeAnswers(patience: 10_000_000) }
        countUnanswered()
        guard errors == 0 else {
            throw Refused(description: "Produce: \(errors) errors, the first is \(firstError)")
        }
    }

    private var owed: UInt64 { offered - answered.reduce(0, +) }

    private mutating func grant(_ connection: Int, _ count: UInt32) {
        load_grant(producers, UInt32(connection), count)
        offered += UInt64(count)
    }

    /// Offers what is due, and tells how long nothing more will be.
    private mutating func offer(at now: UInt64) -> UInt64 {
        let idle: UInt64 = 10_000_000
        guard case .open(let schedule) = pace else { return idle }
        let due = schedule.count(by: now)
        while offered < due { grant(schedule.connection(of: offered), 1) }
        return schedule.due(offered).wait(from: now, atMost: idle)
    }

    private mutating func takeAnswers(patience: UInt64) {
        var answers: UnsafePointer<load_answer>?
        let count = load_turn(producers, patience, &answers)
        for answer in UnsafeBufferPointer(start: answers, count: count) { take(answer) }
    }

    private mutating func take(_ answer: load_answer) {
        let connection = Int(answer.connection)
        answered[connection] += 1
        window.count(at: answer.answered)
        if answer.error != 0 {
            errors += 1
            if firstError == 0 { firstError = answer.error }
        }
        switch pace {
        case .closed:
            if window.holds(answer.sent) { latency.record(answer.answered - answer.sent) }
            if !meter.isOver { grant(connection, 1) }
        case .open(let schedule):
            let due = schedule.due(connection: connection, ordinal: answer.ordinal)
            guard window.holds(due) else { return }
            latency.record(answer.answered - due)
            delay.record(answer.sent > due ? answer.sent - due : 0)
        }
    }

    /// What was due and never answered has taken at least until now.
    private mutating func countUnanswered() {
        unanswered = owed
        guard case .open(let schedule) = pace, unanswered > 0 else { return }
        let now = load_now()
        for number in 0..<offered {
            let connection = schedule.connection(of: number)
            let due = schedule.due(number)
            guard number / UInt64(connections) >= answered[connection], window.holds(due) else {
                continue
            }
            latency.record(now - due)
        }
    }

    func figures(bytes: Double, records: Double) -> Figures {
        let requests = Double(window.answered)
        return Figures(
            seconds: window.seconds, requests: window.answered, records: UInt64(requests * records),
            bytes: UInt64(requests * bytes), requestsPerSecond: requests / window.seconds,
            megabytesPerSecond: requests * bytes / window.seconds / 1e6,
            latencyUs: latency.summary(),
            delayUs: delay.count > 0 ? delay.summary() : nil, unanswered: unanswered,
            loadCpuSeconds: meter.cpuSeconds)
    }

    struct Figures: Encodable {
        let seconds: Double
        let requests, records, bytes: UInt64
        let requestsPerSecond, megabytesPerSecond: Double
        let latencyUs: Latencies.Summary
        let delayUs: Latencies.Summary?
        let unanswered: UInt64
        let loadCpuSeconds: Double
    }
}
