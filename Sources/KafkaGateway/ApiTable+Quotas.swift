import Cluster
import KafkaProtocol
import Syscalls
import Telemetry

extension ApiTable.Row {
    /// Begins a request of a client that may have quotas: the bytes of a Produce and the time of
    /// any request are counted.
    ///
    /// What was used before decides how long the client waits after this answer; the time that this
    /// request takes counts for the next one.
    func beginMeasured(
        _ frame: inout MutableRawSpan, _ position: Int, _ context: RequestContext
    ) -> Outcome {
        var context = context
        let ledger = context.loop.quotas
        if key == .produce, let quota = context.quota(.producerByteRate) {
            let size = Double(frame.byteCount)
            context.throttle(ledger.charge(size, to: quota, now: context.loop.now))
        }
        guard let quota = context.quota(.requestPercentage) else {
            let outcome = begin(&frame, position, context)
            return outcome.held(for: context.throttleMs, meter: nil)
        }
        context.throttle(ledger.delay(of: quota, now: context.loop.now))
        let meter = TimeMeter(quota, ledger)
        context.connection.meter = meter
        let outcome = meter.measure { begin(&frame, position, context) }
        return outcome.held(for: context.throttleMs, meter: meter)
    }
}

extension Outcome {
    /// The same, where a request that has no answer yet, or never gets one, must not be followed at
    /// once by another.
    fileprivate func held(for milliseconds: Int32, meter: TimeMeter?) -> Outcome {
        switch self {
        case .silence where milliseconds > 0: .silenceAndPause(milliseconds: milliseconds)
        case .wait(let waiting) where milliseconds > 0 || meter != nil:
            .wait(MeasuredWait(waiting: waiting, meter: meter, isThrottled: milliseconds > 0))
        default: self
        }
    }
}

/// A request that waits, and whose second step is counted as its first was.
///
/// Behind a client's request that was too much nothing begins: it would come in while the answer that
/// says so is on its way.
private struct MeasuredWait: WaitAround {
    var waiting: any Waiting
    let meter: TimeMeter?
    let isThrottled: Bool

    var letsProducesBegin: Bool { !isThrottled && waiting.letsProducesBegin }

    mutating func finish(in loop: LoopContext) -> Reply? {
        guard let meter else { return waiting.finish(in: loop) }
        return meter.measure { waiting.finish(in: loop) }
    }
}
