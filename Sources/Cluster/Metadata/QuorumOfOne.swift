import Bytes
import KafkaMessages
import Configuration
import KafkaProtocol
import LogEngine
import Syscalls

/// The metadata quorum of a broker alone: what is on its disk is committed.
///
/// It goes the way that a quorum of several goes: an epoch of its own for each start, durable
/// before anything is appended in it; a mark of the leader at the epoch's begin; a high watermark
/// that is where the log is synced.
final class QuorumOfOne: MetadataQuorum {
    let epoch: LeaderEpoch
    let replica: Replica
    private let disk: any Disk
    private let syncs: SyncQueue
    private let observer = Lock(Observer())

    private struct Observer {
        weak var publisher: MetadataPublisher?
    }

    init(epoch: LeaderEpoch, replica: Replica, disk: any Disk, syncs: SyncQueue) {
        self.epoch = epoch
        self.replica = replica
        self.disk = disk
        self.syncs = syncs
    }

    // MARK: What the controller asks

    var nextOffset: Offset { replica.status.endOffset }

    func append(
        _ records: [MetadataRecord], now: Timestamp
    ) throws(ClusterError) -> Offset {
        var batches = MetadataBatches(epoch: epoch, now: now)
        for record in records { batches.add(record) }
        let end = try append(&batches, now: now)
        return Offset(rawValue: end.rawValue - 1)
    }

    func requestCommit() {
        syncs.add(self)
    }

    /// The epoch begins with a mark of who leads it.
    func markEpoch(leader: Int32, now: Timestamp) throws(ClusterError) {
        var voter = LeaderChangeMessage.Voters()
        voter.voterId = leader
        var message = LeaderChangeMessage()
        message.leaderId = leader
        message.voters = [voter]
        var batches = MetadataBatches(epoch: epoch, now: now)
        batches.add(.leaderChange, message)
        _ = try append(&batches, now: now)
    }

    /// Appends what was built.
    ///
    /// - Returns: the end of the log.
    private func append(
        _ batches: inout MetadataBatches, now: Timestamp
    ) throws(ClusterError) -> Offset {
        batches.closeBatch()
        var end = nextOffset
        for range in batches.ranges {
            guard let header = RecordBatchHeader(batches.bytes.bytes, at: range.lowerBound) else {
                preconditionFailure("a batch of our own has no header")
            }
            var bytes = batches.bytes.mutableBytes
            do throws(ReplicaError) {
                end = try replica.appendUnsynced(
                    &bytes, batchAt: range, header: header, requiredAcks: -1, now: now,
                    origin: .coordinator
                ).end
            } catch {
                throw .storage("The metadata log cannot be written: \(error)")
            }
        }
        return end
    }

    // MARK: What observers read

    func readCommitted(
        from start: Offset, _ body: (MetadataRecord, Offset, LeaderEpoch) -> Void
    ) throws(ClusterError) -> Offset {
        var next = start
        while true {
            let result = replica.read(at: next, ReadRequest())
            if let error = result.error {
                throw .storage("The metadata log cannot be read: \(error)")
            }
            guard let slice = result.slice else { return next }
            next = try Self.replay(slice, from: next, body)
        }
    }

    /// Replays the batches of a slice.
    ///
    /// - Returns: the offset after the last of them.
    private static func replay(
        _ slice: FileSlice, from start: Offset,
        _ body: (MetadataRecord, Offset, LeaderEpoch) -> Void
    ) throws(ClusterError) -> Offset {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        } catch {
            throw .storage("The metadata log cannot be read: \(error)")
        }
        do throws(MalformedMessage) {
            let end = try MetadataBatches.forEach(in: unsafe bytes.span.bytes) { item in
                guard case .record(let record, let offset, let epoch) = item, offset >= start
                else { return }
                body(record, offset, epoch)
            }
            return end ?? start
        } catch {
            throw .storage(
                "The metadata log holds what this version does not know, at or after offset "
                    + "\(start)")
        }
    }

    /// Who makes images of what is committed from now on.
    func observe(with publisher: MetadataPublisher) {
        observer.withLock { $0.publisher = publisher }
    }
}

// MARK: - Committing

extension QuorumOfOne: Syncable {
    func takeSyncWork() -> SyncWork? { replica.takeSyncWork() }

    func synced(_ result: SyncResult) {
        replica.synced(result)
        let publisher = observer.withLock { $0.publisher }
        publisher?.publish()
    }
}

// MARK: - Members

extension QuorumOfOne {
    func describe(as node: Int32, directory: Uuid, now: Timestamp) -> QuorumDescription {
        let status = replica.status
        let voter = QuorumDescription.Member(
            id: node, directory: directory, endOffset: status.endOffset, lastFetch: now,
            lastCaughtUp: now)
        return QuorumDescription(
            leaderID: node, epoch: epoch, highWatermark: status.highWatermark, voters: [voter],
            observers: [])
    }

    func add(_ voter: Voter) throws(ClusterError) {
        throw .unsupported(Self.hasFixedVoters)
    }

    func remove(_ voter: Voter) throws(ClusterError) {
        throw .unsupported(Self.hasFixedVoters)
    }

    private static let hasFixedVoters =
        "The voters of the metadata quorum are fixed: the kraft.version feature is 0"
}

// MARK: - Snapshots

extension QuorumOfOne {
    /// Writes a snapshot of a committed image, moves the log's start behind it, and removes the
    /// snapshots before it.
    func snapshot(_ image: MetadataImage, now: Timestamp) throws(Errno) {
        let end = image.offset.advanced(by: 1)
        let name = try MetadataSnapshot.write(
            image, end: end, in: Self.directory, on: disk, now: now)
        replica.trim(to: end, now: now)
        for old in try MetadataSnapshot.all(in: Self.directory, on: disk) where old < name {
            try disk.remove("\(Self.directory)/\(old)")
        }
    }
}
