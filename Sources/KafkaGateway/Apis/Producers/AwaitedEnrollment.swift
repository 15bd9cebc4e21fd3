import Cluster
import Syscalls

/// A request of a transaction that writes once its partitions are in the transaction.
///
/// Until then no Produce of its connection begins behind it, so that records are appended in the order in
/// which they were sent.
struct AwaitedEnrollment: Waiting {
    private var step: Step
    private let keptOfRequest: Int

    /// Writes, and answers or waits on; it is told, for each partition, nil or why it is not in the
    /// transaction.
    typealias Write = ([TransactionError?], LoopContext) -> Outcome

    private enum Step {
        case enrolling(Enrollment, Write)
        case written(any Waiting)
    }

    /// A request that keeps so many bytes of what was sent until it can write; its `write` gives a reply, or
    /// a wait: it is too late for silence.
    init(
        _ enrollment: Enrollment, keptByteCount: Int = 0, write: @escaping Write
    ) {
        step = .enrolling(enrollment, write)
        keptOfRequest = keptByteCount
    }

    var deadline: Instant {
        switch step {
        case .enrolling(let enrollment, _): enrollment.deadline
        case .written(let waiting): waiting.deadline
        }
    }

    var watched: [ObjectIdentifier] {
        switch step {
        case .enrolling(let enrollment, _): enrollment.watched
        case .written(let waiting): waiting.watched
        }
    }

    var isAwaitedAtStop: Bool { true }

    var letsProducesBegin: Bool {
        if case .written(let waiting) = step { waiting.letsProducesBegin } else { false }
    }

    var keptByteCount: Int {
        if case .written(let waiting) = step { waiting.keptByteCount } else { keptOfRequest }
    }

    mutating func finish(in loop: LoopContext) -> Reply? {
        switch step {
        case .enrolling(var enrollment, let write):
            guard let answer = enrollment.proceed(in: loop) else {
                step = .enrolling(enrollment, write)
                return nil
            }
            switch write(answer, loop) {
            case .reply(let reply): return reply
            case .wait(let waiting): step = .written(waiting)
            case .silence, .silenceAndPause, .close, .later:
                preconditionFailure("what has waited is answered")
            }
            return nil
        case .written(var waiting):
            let reply = waiting.finish(in: loop)
            step = .written(waiting)
            return reply
        }
    }

    func abandon() {
        if case .written(let waiting) = step { waiting.abandon() }
    }
}
