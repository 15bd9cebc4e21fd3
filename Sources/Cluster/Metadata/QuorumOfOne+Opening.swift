import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Syscalls

extension QuorumOfOne {
    /// The directory of the log.
    static let directory = partition.description

    static let partition = TopicPartition(
        topic: TopicName.clusterMetadata, partition: PartitionIndex(rawValue: 0))

    /// The log's topic id, the same in every cluster.
    static let topicID = Uuid(high: 0, low: 1)

    /// What was found on the disk when the quorum was opened.
    struct Opened {
        let quorum: QuorumOfOne
        /// All that the snapshot and the log hold.
        let image: MetadataImage
        /// From where on nothing was replayed yet.
        let next: Offset
    }

    /// Opens the log, replays it, and begins a new epoch.
    ///
    /// The epoch is durable once `replacements` are placed, or the log is synced.
    /// What the log holds after recovery is committed: nobody else could have more.
    static func open(
        clusterID: String, node: Int32, configuration: BrokerConfiguration, in files: OpenFiles,
        known: KnownLogs, syncs: SyncQueue, adding replacements: inout Replacements, now: Timestamp
    ) throws(ClusterError) -> Opened {
        let disk = files.disk
        let snapshot = try reading { () throws(Errno) in
            try MetadataSnapshot.load(clusterID: clusterID, from: directory, on: disk)
        }
        let settings = TopicConfiguration(metadataLogOf: configuration)
        let log = try openLog(settings, in: files, known: known, now: now)
        let epoch = try beginEpoch(
            after: [log.epochs.latest?.epoch, snapshot?.image.epoch], node: node, on: disk,
            adding: &replacements)
        let replica = Replica(
            of: log, topicID: topicID, partition: partition, configuration: settings, syncs: syncs)
        replica.leadAlone(in: epoch, as: node, settings)
        let quorum = QuorumOfOne(epoch: epoch, replica: replica, disk: disk, syncs: syncs)
        var image = snapshot?.image ?? MetadataImage(clusterID: clusterID)
        let next = try quorum.replay(into: &image, from: snapshot?.end ?? .zero)
        image.controllerID = node
        try quorum.markEpoch(leader: node, now: now)
        return Opened(quorum: quorum, image: image, next: next)
    }

    private static func openLog(
        _ settings: TopicConfiguration, in files: OpenFiles, known: KnownLogs, now: Timestamp
    ) throws(ClusterError) -> sending PartitionLog {
        do throws(LogError) {
            return try PartitionLog(
                opening: directory, in: files, topicID: topicID, configuration: settings,
                recovery: known.history(of: partition).plan(isSync: true), now: now)
        } catch {
            throw .storage("The metadata log cannot be opened: \(error)")
        }
    }

    /// Remembers an epoch that is newer than all that were seen.
    private static func beginEpoch(
        after seen: [LeaderEpoch?], node: Int32, on disk: any Disk,
        adding replacements: inout Replacements
    ) throws(ClusterError) -> LeaderEpoch {
        try reading { () throws(Errno) in
            let remembered = try QuorumState.load(from: directory, on: disk)?.epoch
            let last = (seen + [remembered]).compactMap { $0?.rawValue }.max() ?? 0
            let epoch = LeaderEpoch(rawValue: last + 1)
            try disk.makeDirectory(directory)
            try QuorumState(epoch: epoch, leader: node)
                .store(in: directory, with: &replacements)
            return epoch
        }
    }

    private func replay(
        into image: inout MetadataImage, from start: Offset
    ) throws(ClusterError) -> Offset {
        let status = replica.status
        guard status.startOffset <= start, start <= status.endOffset || start == .zero else {
            throw .storage(
                "The metadata log reaches from \(status.startOffset) to \(status.endOffset), and "
                    + "the snapshot ends at \(start): records between them are lost")
        }
        return try readCommitted(from: start) { record, offset, epoch in
            image.apply(record)
            image.offset = offset
            image.epoch = epoch
        }
    }

    private static func reading<Result>(
        _ body: () throws(Errno) -> Result
    ) throws(ClusterError) -> Result {
        do throws(Errno) {
            return try body()
        } catch {
            throw .storage("The metadata log cannot be opened: \(error)")
        }
    }
}

extension TopicConfiguration {
    /// How the metadata log is kept: always synced, and trimmed behind its snapshots alone.
    init(metadataLogOf broker: BrokerConfiguration) {
        self.init()
        segmentBytes = broker.metadataLogSegmentBytes
        segmentMs = broker.metadataLogSegmentMs
        retentionMs = -1
        retentionBytes = -1
        maxMessageBytes = Int(Int32.max)
        durability = .sync
        fileDeleteDelayMs = 0
    }
}

extension Replica {
    /// Leads in an epoch with nobody else in sync, as the metadata log of a broker alone.
    func leadAlone(in epoch: LeaderEpoch, as node: Int32, _ configuration: TopicConfiguration) {
        let image = PartitionImage(
            replicas: [node], isr: [node], leader: node, leaderEpoch: epoch, partitionEpoch: 0,
            directories: [])
        assume(image, on: node, configuration)
    }
}
