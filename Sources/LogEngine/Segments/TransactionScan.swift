import KafkaProtocol
import Syscalls

/// Tells from the batches themselves which transactions were aborted: where an index is missing or
/// bad.
struct TransactionScan {
    /// What is known of the producers so far.
    private(set) var states: ProducerStates
    /// In order of their markers.
    private(set) var aborted: [AbortedTransaction] = []

    /// Goes on with what was known up to an offset.
    init(from states: ProducerStates = ProducerStates()) {
        self.states = states
    }

    /// Goes through the batches of a segment, of `size` bytes, from the one at `position` on, that begin
    /// before `end`.
    ///
    /// Segments come in order.
    mutating func read(
        _ file: any DiskFile, from position: Int = 0, size: Int,
        before end: Offset = Offset(rawValue: .max)
    ) throws(Errno) {
        var scan = HeaderScan(file, from: position, to: size, chunk: 1 << 16)
        while let (header, position) = try scan.next(), header.baseOffset < end {
            guard header.baseOffset >= states.end else { continue }
            let marker = try TransactionMarker.read(header, at: position, in: file)
            if let row = states.takeIn(header, marker, now: Timestamp(rawValue: 0)) {
                aborted.append(row)
            }
        }
    }
}
