package import Bytes
package import Configuration
import EventLoop
package import KafkaProtocol
package import LogEngine
import Syscalls

/// A partition's copy on this broker.
///
/// All loops reach it; a lock of its own holds its state. What is told to others (waits that are
/// fulfilled, work for the disk's sync threads) leaves after the lock is let go.
///
/// - `Replica+Opening`: its log is found on the disk
/// - `Replica+Leading`: appends of producers and coordinators, the high watermark
/// - `Replica+Reading`, `Replica+Lookup`: fetches; offsets by time and by epoch
/// - `Replica+Waiting`: who is told of an advance
/// - `Replica+Syncing`: when the log is synced, and what that moves
/// - `Replica+Upkeep`: changes of role and configuration, retention
/// - `Replica+Compaction`: rounds of compaction, whose swaps take the lock
/// - `Replica+Deletion`: deletion of records, and of the topic
package final class Replica: Sendable {
    package let topicID: Uuid
    package let partition: TopicPartition
    let syncs: SyncQueue
    let state: Lock<State>

    /// What the lock holds.
    struct State {
        /// Nil where it failed to open.
        var log: PartitionLog?
        var service = Service.online
        var role = Role.idle(leader: -1, epoch: .none)
        var configuration: TopicConfiguration
        /// How many brokers are in sync, and with how many acks=all is taken.
        var isrCount = 0
        var minInsyncReplicas = 1
        /// What consumers see ends here; it never goes back in an epoch.
        var highWatermark: Offset
        /// All before it is on this broker's disk.
        var syncedEnd: Offset
        /// Somebody waits for it to get so far, and not only for the high watermark.
        var durableGoal: Offset?
        /// What the queue of syncs was asked for and has not taken up.
        var syncRequest: LogSyncRequest?
        /// The start that the checkpoint on the disk has: what was deleted before it stays deleted.
        var durableStart: Offset
        /// The log as it was opened; one that is still so has nothing to write when it is closed.
        var opened = Extent()
        /// Whether the last append found no room on the disk.
        var isFull = false
        /// What the operator was told last.
        var toldTrouble: Trouble?
        /// How far the log was compacted; nil where it never was.
        var cleanedTo: Offset?
        /// Why it cannot be compacted, where a round came to something that it cannot read.
        var isUncleanable = false
        /// The loops that are told of the next advance; each at most once.
        var watchers: [Mailbox<LoopLetter>] = []
        /// The loops that are told when the last stable offset has reached the goal; each once.
        var stableWatchers: [Mailbox<LoopLetter>] = []
        var stableGoal = Offset(rawValue: .max)
    }

    /// What an operator should know of a replica.
    enum Trouble: Equatable {
        case outOfService(LogError)
        case full
        case recovered

        /// What has happened, in words.
        var sentence: String {
            switch self {
            case .outOfService(.damaged(let damage)): "\(damage)"
            case .outOfService(let error): "a log is out of service: \(error)"
            case .full: "the disk is full: appends are refused, reads go on"
            case .recovered: "the disk has room again: appends are taken"
            }
        }
    }

    /// From where to where a log reaches, in how many segments.
    struct Extent: Equatable {
        var start = Offset.zero
        var end = Offset.zero
        var segmentCount = 0
    }

    /// Whether the log can be used.
    enum Service {
        case online
        /// Nothing goes: the disk refused, or what lies on it is damaged.
        case failed(LogError)
        case deleted
    }

    /// What this broker is to the partition.
    enum Role {
        /// `start` is where the log ended when the epoch began.
        case leading(epoch: LeaderEpoch, start: Offset)
        case idle(leader: Int32, epoch: LeaderEpoch)
    }

    init(
        topicID: Uuid, partition: TopicPartition, syncs: SyncQueue, state: sending State
    ) {
        self.topicID = topicID
        self.partition = partition
        self.syncs = syncs
        self.state = Lock(state)
    }

    /// How a replica stands.
    package struct Status: Sendable {
        /// False where the log is out of service.
        package let isOnline: Bool
        package let isLeader: Bool
        package let leaderEpoch: LeaderEpoch
        package let startOffset: Offset
        package let endOffset: Offset
        package let highWatermark: Offset
        package let lastStableOffset: Offset
        /// All records before it are on the disk.
        package let syncedEnd: Offset
        /// All before it is on the disk, and the next start need not look through it.
        package let recoveryPoint: Offset
        /// Bytes of the log's segments (DescribeLogDirs).
        package let byteCount: Int64
    }

    /// How the log is kept now.
    package var configuration: TopicConfiguration {
        state.withLock { $0.configuration }
    }

    /// How the replica stands now.
    package var status: Status {
        state.withLock { state in
            Status(
                isOnline: state.isOnline, isLeader: state.isLeading,
                leaderEpoch: state.leaderEpoch, startOffset: state.startOffset,
                endOffset: state.endOffset, highWatermark: state.highWatermark,
                lastStableOffset: state.lastStableOffset,
                syncedEnd: state.syncedEnd, recoveryPoint: state.log?.recoveryPoint ?? .zero,
                byteCount: Int64(state.log?.size ?? 0))
        }
    }
}

extension Replica.State {
    var startOffset: Offset { log?.startOffset ?? .zero }

    /// The end of what may be told of: the log's own, but for what it holds.
    var endOffset: Offset { log?.writtenEnd ?? .zero }

    var isOnline: Bool {
        if case .online = service { true } else { false }
    }

    var isLeading: Bool {
        if case .leading = role { true } else { false }
    }

    var leaderEpoch: LeaderEpoch {
        switch role {
        case .leading(let epoch, _), .idle(_, let epoch): epoch
        }
    }

    var extent: Replica.Extent {
        .init(start: startOffset, end: endOffset, segmentCount: log?.segmentCount ?? 0)
    }

    /// The end for readers of committed transactions: the first offset of one that is open, or
    /// whose marker is not below the high watermark (T-13).
    var lastStableOffset: Offset {
        log?.lastStableOffset(highWatermark: highWatermark) ?? highWatermark
    }

    /// The end of what this broker may count as replicated to itself.
    var acknowledgedEnd: Offset {
        configuration.durability == .sync ? syncedEnd : endOffset
    }

    /// Moves the high watermark to what all brokers in sync have; here that is this one alone.
    ///
    /// It rests where less is synced than it says: after a change from `async` to `sync` until the
    /// syncs have caught up.
    ///
    /// - Returns: the loops to tell, if it moved.
    mutating func advance() -> [Mailbox<LoopLetter>] {
        guard isLeading, isrCount >= minInsyncReplicas else { return [] }
        let end = acknowledgedEnd
        guard end > highWatermark else { return [] }
        highWatermark = end
        log?.advanced(highWatermark: end)
        return takeAdvanced()
    }

    /// The loops that wait for the high watermark, and where it has reached the goal, those that
    /// wait for the last stable offset.
    private mutating func takeAdvanced() -> [Mailbox<LoopLetter>] {
        guard stableWatchers.isEmpty || lastStableOffset < stableGoal else { return takeWatchers() }
        defer { watchers = [] }
        return watchers
    }

    /// The loops that wait to be told of anything; they wait no more.
    mutating func takeWatchers() -> [Mailbox<LoopLetter>] {
        guard !watchers.isEmpty || !stableWatchers.isEmpty else { return [] }
        let taken = watchers + stableWatchers.filter { !watchers.contains($0) }
        watchers = []
        stableWatchers = []
        stableGoal = Offset(rawValue: .max)
        return taken
    }

    /// Refuses where the log cannot be used.
    func checkService() throws(ReplicaError) {
        switch service {
        case .online: return
        case .failed(let error): throw .log(error)
        case .deleted: throw .deleted
        }
    }

    /// Refuses where this broker does not lead the partition, or cannot.
    func checkLeading() throws(ReplicaError) {
        try checkService()
        if case .idle(let leader, let epoch) = role {
            throw .notLeader(leader: leader, epoch: epoch)
        }
    }

    /// Refuses who knows another epoch than ours; -1 is not compared (F-9).
    func check(_ currentLeaderEpoch: LeaderEpoch) throws(ReplicaError) {
        guard currentLeaderEpoch.rawValue >= 0 else { return }
        guard currentLeaderEpoch >= leaderEpoch else {
            throw .fencedLeaderEpoch(epoch: leaderEpoch)
        }
        guard currentLeaderEpoch == leaderEpoch else { throw .unknownLeaderEpoch }
    }
}
