import KafkaProtocol
import Syscalls

/// A segment that is not appended to any more.
///
/// Its indexes are read when they are needed.
final class ClosedSegment: Sendable {
    let baseOffset: Offset
    /// The offset after the last record.
    let endOffset: Offset
    let size: Int
    let file: SegmentFile
    private let offsetFile: SegmentFile
    private let timeFile: SegmentFile
    let transactions: TransactionIndex
    private let indexInterval: Int
    private let indexes: Lock<SegmentIndexes?>

    /// The segment whose files lie in `directory`; `aborted` are the rows of its `.txnindex`, where
    /// they are known, and `mayHaveAborted` says whether there can be any.
    init(
        baseOffset: Offset, endOffset: Offset, size: Int, file: SegmentFile, directory: String,
        files: OpenFiles, indexInterval: Int, mayHaveAborted: Bool = false,
        aborted: GrowingList<AbortedTransaction>? = nil, abortedAreTrue: Bool = false
    ) {
        self.baseOffset = baseOffset
        self.endOffset = endOffset
        self.size = size
        self.file = file
        self.indexInterval = indexInterval
        offsetFile = SegmentFile(
            "\(directory)/\(SegmentName.name(of: baseOffset, .offsetIndex))", in: files)
        timeFile = SegmentFile(
            "\(directory)/\(SegmentName.name(of: baseOffset, .timeIndex))", in: files)
        let transactionFile = SegmentFile(
            "\(directory)/\(SegmentName.name(of: baseOffset, .transactionIndex))", in: files)
        transactions =
            aborted.map { TransactionIndex(transactionFile, of: $0, areTrue: abortedAreTrue) }
            ?? TransactionIndex(transactionFile, mayHaveRows: mayHaveAborted)
        indexes = Lock(nil)
    }

    /// Closes what was appended to, and whose index rows are all in the files.
    ///
    /// Those that were read when the log was opened need not be true.
    convenience init(
        closing segment: ActiveSegment, directory: String, files: OpenFiles, indexInterval: Int,
        abortedAreTrue: Bool = true
    ) {
        self.init(
            baseOffset: segment.baseOffset, endOffset: segment.endOffset, size: segment.size,
            file: segment.file, directory: directory, files: files, indexInterval: indexInterval,
            aborted: segment.aborted, abortedAreTrue: abortedAreTrue)
        let known = SegmentIndexes(of: segment, files: (offsetFile, timeFile))
        indexes.withLock { $0 = known }
    }

    /// The indexes, read and checked at the first call, made anew where they are bad.
    func loadIndexes() throws(Errno) -> SegmentIndexes {
        if let known = indexes.withLock({ $0 }) { return known }
        guard let stored = try SegmentIndexes(reading: (offsetFile, timeFile), of: self) else {
            return try rebuildIndexes()
        }
        indexes.withLock { $0 = stored }
        return stored
    }

    /// Makes the indexes anew: they have led to a place where no such batch lies.
    @discardableResult
    func rebuildIndexes() throws(Errno) -> SegmentIndexes {
        let rebuilt = try SegmentIndexes(rebuilding: self, indexInterval: indexInterval)
        indexes.withLock { $0 = rebuilt }
        return rebuilt
    }

    /// The largest timestamp in it; -1 where there is none.
    func largestTimestamp() throws(Errno) -> Int64 {
        try loadIndexes().largest?.timestamp ?? -1
    }

    /// Writes the rows of its index of aborted transactions, as the batches have told them, into the
    /// page cache or further.
    ///
    /// On a full disk they stay in memory.
    func store(
        _ rows: [AbortedTransaction], durably isDurable: Bool, on disk: any Disk
    ) throws(Errno) {
        transactions.file.close()
        do throws(Errno) {
            if isDurable || rows.isEmpty {
                try rows.replace(transactions.file.path, on: disk)
            } else {
                let file = try transactions.file.opened(.create)
                try file.write(GrowingList(rows), from: 0)
                try file.truncate(to: rows.count * AbortedTransaction.byteCount)
            }
            transactions.settle(count: rows.count)
        } catch {
            guard error.isFullDisk else { throw error }
            transactions.keep(rows)
        }
    }

    /// Keeps the index files, where they are there, for those who read them.
    func detachIndexes() throws(Errno) {
        if let rows = try transactions.load(of: self) { transactions.keep(try rows.all()) }
        for file in [offsetFile, timeFile] {
            do throws(Errno) { try file.detach() } catch .noSuchFile { continue }
        }
    }

    /// The files of it, the log first.
    var allFiles: [SegmentFile] {
        [file, offsetFile, timeFile] + (transactions.mayHaveRows ? [transactions.file] : [])
    }
}
