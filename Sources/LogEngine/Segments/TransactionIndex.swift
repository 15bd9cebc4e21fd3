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
        /// Whether they need not be held against the batches any more.
        var areTrue = false
        /// Whether the file has other rows, until the batches have told those.
        var hasOtherRows = false
    }

    /// The index in a file, where there may be one.
    init(_ file: SegmentFile, mayHaveRows: Bool) {
        self.file = file
        state = Lock(State(mayHaveRows: mayHaveRows))
    }

    /// The index of a segment that is closed now, whose rows are all in the file.
    init(_ file: SegmentFile, of rows: GrowingList<AbortedTransaction>, areTrue: Bool) {
        self.file = file
        state = Lock(State(mayHaveRows: !rows.isEmpty, count: rows.count, areTrue: areTrue))
    }

    var mayHaveRows: Bool { state.withLock { $0.mayHaveRows } }

    var areTrue: Bool { state.withLock { $0.areTrue } }

    /// The rows were held against the batches.
    func noteTrue() {
        state.withLock { $0.areTrue = true }
    }

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
            guard let stored, stored.count > 0, known.count.map({ $0 == stored.count }) ?? true
            else { return nil }
            state.withLock { $0.rows = stored }
            return stored
        } catch .noSuchFile {
            return nil
        }
    }

    /// Whether the rows are those of ``hold(_:)``.
    var hasOtherRows: Bool { state.withLock { $0.hasOtherRows } }

    /// Takes those rows of the file that may be right, in memory: the batches are about to tell all.
    func hold(_ rows: [AbortedTransaction]) {
        state.withLock {
            $0 = State(mayHaveRows: true, rows: StoredIndex(rows), hasOtherRows: true)
        }
    }

    /// Takes the rows that the batches tell, in memory: the file is bad, or will mean another's.
    func keep(_ rows: [AbortedTransaction]) {
        state.withLock {
            $0 = State(mayHaveRows: !rows.isEmpty, rows: StoredIndex(rows), areTrue: true)
        }
    }

    /// The rows that the batches tell are in the file now.
    func settle(count: Int) {
        state.withLock { $0 = State(mayHaveRows: count > 0, count: count, areTrue: true) }
    }
}

extension [AbortedTransaction] {
    /// Puts these rows in the place of a file, or none where there are none; durable on return.
    func replace(_ path: String, on disk: any Disk) throws(Errno) {
        guard !isEmpty else { return try disk.remove(path) }
        var bytes: [UInt8] = []
        for row in self { row.append(to: &bytes) }
        var files = Replacements(on: disk)
        try files.add(path, bytes)
        try files.place()
    }
}
