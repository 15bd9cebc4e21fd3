import Cluster
import Syscalls

/// A request of a transaction that writes once its partitions are in the transaction.
///
/// Until then no Produce of its connection begins behind it, so that records are appended in the order in
/// which they were sent. What it has written is waited for as by any other request.
struct AwaitedEnrollment: WaitAround {
    private(set) var waiting: any Waiting
    private var hasWritten = false

    /// Writes, and answers or waits on; it is told, for each partition, nil or why it is not in the
    /// transaction.
    typealias Write = ([TransactionError?], LoopContext) -> Outcome

    /// A request that keeps so many bytes of what was sent until it can write; its `write` gives a reply, or
    /// a wait: it is too late for silence.
    init(
        _ enrollment: Enrollment, keptByteCount: Int = 0, write: @escaping Write
    ) {
        waiting = Enrolling(enrollment: enrollment, keptByteCount: keptByteCount, write: write)
    }

    mutating func finish(in loop: LoopContext) -> Reply? {
        let reply = waiting.finish(in: loop)
        if !hasWritten, let written = (waiting as? Enrolling)?.written {
            waiting = written
            hasWritten = true
        }
        return reply
    }
}

/// The first part of it: the coordinator has not spoken yet.
private struct Enrolling: Waiting {
    var enrollment: Enrollment
    let keptByteCount: Int
    let write: AwaitedEnrollment.Write
    /// What waits on for that which was written.
    private(set) var written: (any Waiting)?

    init(
        enrollment: Enrollment, keptByteCount: Int, write: @escaping AwaitedEnrollment.Write
    ) {
        self.enrollment = enrollment
        self.keptByteCount = keptByteCount
        self.write = write
    }

    var deadline: Instant { enrollment.deadline }

    var watched: [ObjectIdentifier] { enrollment.watched }

    var isAwaitedAtStop: Bool { true }

    mutating func finish(in loop: LoopContext) -> Reply? {
        guard let answer = enrollment.proceed(in: loop) else { return nil }
        switch write(answer, loop) {
        case .reply(let reply): return reply
        case .wait(let waiting): written = waiting
        case .silence, .silenceAndPause, .close, .later:
            preconditionFailure("what has waited is answered")
        }
        return nil
    }
}
