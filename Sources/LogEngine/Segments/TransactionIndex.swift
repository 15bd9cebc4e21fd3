import KafkaProtocol
import Syscalls

/// The `.txnindex` of a closed segment: the transactions whose markers it holds, and which were
/// aborted.
///
/// A segment without such a marker has no such file, and most have none.
final class TransactionIndex: Sendable {
    let file: SegmentFile
    private let state: Lock<State>

    private struct State {
        var mayHaveRows: Bool
        /// How many rows there must be, where that is known.
        var count: Int?
        /// Nil until they are read.
        var rows: StoredIndex<AbortedTransaction>?
    }

    /// The index in a file, where there is one (`isPresent`).
    init(_ file: SegmentFile, isPresent: Bool) {
        self.file = file
        state = Lock(State(mayHaveRows: isPresent))
    }

    /// The index of a segment that is closed now, whose rows are all in the file.
    init(_ file: SegmentFile, of rows: GrowingList<AbortedTransaction>) {
        self.file = file
        state = Lock(State(mayHaveRows: !rows.isEmpty, count: rows.count))
    }

    var mayHaveRows: Bool { state.withLock { $0.mayHaveRows } }

    /// The rows, read and checked at the first call; nil where they are bad.
    func load(of segment: ClosedSegment) throws(Errno) -> StoredIndex<AbortedTransaction>? {
        let known = state.withLock { $0 }
        if !known.mayHaveRows { return StoredIndex([]) }
        if let rows = known.rows { return rows }
        let bounds = segment.baseOffset..<segment.endOffset
        do throws(Errno) {
            let stored = try StoredIndex<AbortedTransaction>(reading: file) {
                $0.isPossible && bounds.contains($0.lastOffset)
            }
            guard let stored, known.count.map({ $0 == stored.count }) ?? true else { return nil }
            state.withLock { $0.rows = stored }
            return stored
        } catch .noSuchFile {
            return nil
        }
    }

    /// Takes the rows that the batches tell, in memory: the file is bad, or will mean another's.
    func keep(_ rows: [AbortedTransaction]) {
        state.withLock { $0 = State(mayHaveRows: !rows.isEmpty, rows: StoredIndex(rows)) }
    }

    /// The rows are in the file now.
    func settle(count: Int) {
        state.withLock { $0 = State(mayHaveRows: count > 0, count: count) }
    }
}
