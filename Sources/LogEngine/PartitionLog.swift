package import Bytes
package import Configuration
package import KafkaProtocol
package import Syscalls

/// The records of a partition on this broker's disk: segments, their indexes, and what is known of
/// epochs and producers.
///
/// It belongs to whoever holds its lock. Under it nothing but the page cache is touched; what must
/// be made durable leaves as a value (``takeSyncWork()``, ``takeCheckpoint()``) and comes back. Reads
/// go through a ``LogView``, which needs no lock. Truncation and opening do sync: meanwhile the log
/// is out of service.
///
/// - `PartitionLog+Append`: offsets, the one write
/// - `PartitionLog+Holding`: small batches that share a write
/// - `PartitionLog+WritingAhead`: room for small syncs
/// - `PartitionLog+Rolling`: segments begin and end
/// - `PartitionLog+Sync`: what is dirty, checkpoints, closing
/// - `PartitionLog+Retention`: the start of the log
/// - `PartitionLog+Truncation`: the end of the log
/// - `PartitionLog+Recovery`, `+Holes`, `+LookThrough`, `+States`: opening
/// - `PartitionLog+Repairs`: what opening cuts off and takes out
/// - `PartitionLog+AbortedRows`: which transactions were aborted, where their indexes do not tell
/// - `PartitionLog+Transactions`: what is open, decided, taken back
/// - `PartitionLog+Compaction`: segments that take the place of others
/// - `PartitionLog+InterruptedSwaps`: what a crash has left of that
/// - `PartitionLog+Invariants`: what must always hold
///
/// Nothing of it is on the disk before its first append.
package final class PartitionLog {
    /// Where its files are, from the root of the disk.
    package let directory: String
    /// The topic's id, which `partition.metadata` holds.
    package let topicID: Uuid?
    package var configuration: TopicConfiguration

    let disk: any Disk
    let files: OpenFiles

    /// Oldest first; each begins where the one before ends, unless the log is compacted.
    var closed: [ClosedSegment] = []
    /// Nil until the first append.
    var active: ActiveSegment?
    var isInService = true

    /// The first offset that can be read; its segment may begin before it.
    package internal(set) var startOffset: Offset
    /// The offset that the next record gets.
    package internal(set) var endOffset: Offset
    /// All before it is on the disk, indexes included: recovery begins here.
    package internal(set) var recoveryPoint: Offset
    /// All before it is on the disk.
    var syncedEnd: Offset
    /// How often the end was cut: work that was taken before says nothing any more.
    var generation = 0

    package internal(set) var epochs = EpochHistory()
    var epochsAreStored = true
    package internal(set) var producers: ProducerStates
    /// The producers whose transactions the coordinator is being asked about.
    var verifications = Verifications()
    /// Bytes appended since the last snapshot of the producers was written.
    var bytesSinceSnapshot = 0
    /// Whether a snapshot, or the batches behind it, told of the producers up to the end when the log
    /// was opened; a log without batches has only the snapshot.
    var hasSnapshot = false
    /// While the log is opened: the segments with an index of aborted transactions, the offset from
    /// which on the batches must tell what these hold, and rows that they must confirm.
    var transactionIndexes: Set<Offset> = []
    var abortedAreUnknownFrom: Offset?
    var doubtedRows: [DoubtedRow] = []
    /// Whether something was cut or removed when the log was opened.
    var wasPutRight = false

    /// What was made since the last sync, and must be synced with it.
    var newFiles: [any DiskFile] = []
    var newNames: [String] = []
    /// How many of each the sync that is under way covers.
    var workFiles = 0
    var workNames = 0
    /// How many syncs were small, one after the other.
    var smallSyncs = 0
    /// The end of the active segment, where it is not in its file yet.
    var held = HeldBytes()
    /// Segments whose bytes may not be on the disk, oldest first.
    var unsynced: [UnsyncedSegment] = []
    /// Closed segments whose index files are written and not synced.
    var unsyncedIndexes: [ClosedSegment] = []
    /// Files that are to be removed, each with the time from which it may be.
    var deleted: [DeletedFile] = []
    var readers = ReaderLease()
    /// A compacted segment that takes the place of others.
    var swap = SegmentSwap()

    /// A segment whose bytes may not be on the disk.
    struct UnsyncedSegment {
        let baseOffset: Offset
        let file: SegmentFile
        /// Whether it was cut since the last sync began: that does not make the cut durable.
        var wasCut = false
    }

    /// A log that has nothing on the disk yet, to be filled by ``open(recovery:now:)``.
    private init(
        _ directory: String, on files: OpenFiles, topicID: Uuid?,
        configuration: TopicConfiguration, startOffset: Offset
    ) {
        self.directory = directory
        self.topicID = topicID
        self.configuration = configuration
        self.files = files
        disk = files.disk
        self.startOffset = startOffset
        endOffset = startOffset
        recoveryPoint = startOffset
        syncedEnd = startOffset
        producers = ProducerStates(from: startOffset)
    }

    /// Opens the log in `directory`; what is there is recovered as `recovery` says.
    ///
    /// All that it holds is on the disk on return, and ``recoveryPoint`` is its end. A directory that
    /// does not exist is an empty log, and stays so until the first append.
    ///
    /// - Throws: ``LogError/damaged(_:)`` where something promised is missing; then nothing was cut.
    package convenience init(
        opening directory: String, in files: OpenFiles, topicID: Uuid? = nil,
        configuration: TopicConfiguration, recovery: RecoveryPlan = RecoveryPlan(), now: Timestamp
    ) throws(LogError) {
        self.init(
            directory, on: files, topicID: topicID, configuration: configuration,
            startOffset: recovery.logStart)
        try open(recovery, now: now)
    }

    /// The same with a cache of open files of its own.
    package convenience init(
        opening directory: String, on disk: any Disk, topicID: Uuid? = nil,
        configuration: TopicConfiguration, recovery: RecoveryPlan = RecoveryPlan(), now: Timestamp
    ) throws(LogError) {
        try self.init(
            opening: directory, in: OpenFiles(on: disk), topicID: topicID,
            configuration: configuration, recovery: recovery, now: now)
    }

    // MARK: What the outside may ask

    /// The log as it is now, to be read without the lock; what was held is written first.
    package func view() -> LogView {
        // What the disk does not take is not there for readers.
        try? writeHeld()
        return LogView(
            startOffset: startOffset, endOffset: writtenEnd, closed: closed, active: writtenActive,
            lease: readers)
    }

    /// Bytes of all segments' batches.
    package var size: Int { closed.reduce(active?.size ?? 0) { $0 + $1.size } }

    /// How many segments there are.
    package var segmentCount: Int { closed.count + (active == nil ? 0 : 1) }

    /// Whether there is nothing to keep: no segment, no file that is still to be removed, and no
    /// start to remember.
    package var isUnused: Bool { segmentCount == 0 && deleted.isEmpty && startOffset == .zero }

    /// The path of a file of this log.
    func path(_ name: String) -> String { "\(directory)/\(name)" }

    func path(_ baseOffset: Offset, _ kind: SegmentName.Kind) -> String {
        path(SegmentName.name(of: baseOffset, kind))
    }

    func checkInService() throws(LogError) {
        guard isInService else { throw .outOfService }
    }

    /// Forgets producers that have written nothing for so long, but for those in a transaction.
    package func expireProducers(after milliseconds: Int64, now: Timestamp) {
        producers.expire(after: milliseconds, now: now)
        verifications.expire(after: milliseconds, now: now)
    }

    // MARK: Epochs

    /// Notes that a leader's epoch begins at the present end.
    ///
    /// In memory only; it is on the disk before the recovery point passes it.
    package func assignEpoch(_ epoch: LeaderEpoch) {
        if epochs.assign(epoch, at: endOffset) { epochsAreStored = false }
    }
}
