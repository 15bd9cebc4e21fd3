import KafkaProtocol
import Syscalls

/// The groups that this broker coordinates: those of the partitions of `__consumer_offsets` that it leads.
///
/// It loads a partition when it becomes its leader, and drops it when it stops being so.
package final class GroupCoordinator: Sendable {
    let settings: GroupConfiguration
    let matches = TopicMatches()
    private let state = Lock(State())

    private struct State {
        var partitions: [Int32: OffsetsPartition] = [:]
        /// Those that were taken on and are not loaded yet.
        var toLoad: [AwaitedLoad] = []
    }

    /// A partition that is to be loaded.
    private struct AwaitedLoad {
        let partition: OffsetsPartition
        var attempts = 0
        /// It is not tried again before.
        var due = Instant(nanoseconds: .min)
        /// Why it could not be loaded the last time.
        var failure: LoadFailure?
    }

    init(settings: GroupConfiguration) {
        self.settings = settings
    }

    /// The partition of `__consumer_offsets` that a group belongs to: Java's hash of its id, as clients
    /// compute it (G-1).
    package static func partition(of groupID: String, count: Int32) -> Int32 {
        JavaHash.partition(of: groupID, count: count)
    }

    /// Where a group is coordinated, if that is here.
    package func partition(
        of groupID: String, in image: MetadataImage
    ) throws(GroupError) -> OffsetsPartition {
        guard let topic = image.topics[TopicName.consumerOffsets] else { throw .notAvailable }
        let index = Self.partition(of: groupID, count: Int32(topic.partitions.count))
        guard let found = state.withLock({ $0.partitions[index] }) else { throw .notCoordinator }
        return found
    }

    /// A partition of `__consumer_offsets`, if its groups are coordinated here.
    package func partition(at index: Int32) -> OffsetsPartition? {
        state.withLock { $0.partitions[index] }
    }

    /// All partitions that are coordinated here.
    package var all: [OffsetsPartition] {
        state.withLock { Array($0.partitions.values) }
    }

    /// When a group has something to do, unless something happens before.
    var nextDeadline: Instant {
        all.reduce(.distantFuture) { min($0, $1.nextDeadline) }
    }

    /// Takes on the partitions that a new image has this broker lead, and drops those that it does not.
    ///
    /// A partition without records serves at once, the others when they are loaded.
    func follow(_ image: MetadataImage, on node: Int32, _ replicas: Replicas) {
        let dropped = state.withLock { state in
            var dropped: [OffsetsPartition] = []
            guard let topic = image.topics[TopicName.consumerOffsets] else {
                defer { state = State() }
                return Array(state.partitions.values)
            }
            for (index, partition) in topic.partitions.enumerated() {
                let index = Int32(index)
                let replica =
                    partition.leader == node ? replicas.replica(of: topic.id, index) : nil
                if let known = state.partitions[index], known.replica !== replica {
                    // Another broker leads it now, or the topic is another of the same name.
                    state.partitions[index] = nil
                    state.toLoad.removeAll { $0.partition === known }
                    dropped.append(known)
                }
                if state.partitions[index] == nil, let replica {
                    let taken = OffsetsPartition(replica: replica, settings: settings)
                    state.partitions[index] = taken
                    if !taken.serveIfEmpty() {
                        state.toLoad.append(AwaitedLoad(partition: taken))
                    }
                }
            }
            return dropped
        }
        for partition in dropped { partition.close() }
    }

    /// Whether there is something to load that was not tried yet.
    var mustLoad: Bool { state.withLock { $0.toLoad.contains { $0.attempts == 0 } } }

    /// What became of a load, where the operator should know.
    struct LoadNews {
        let replica: Replica
        /// Why the log cannot be read: its groups have no coordinator; nil where it can again.
        let failure: LoadFailure?
    }

    /// Loads what was taken on; until then its groups are answered that they are being loaded.
    ///
    /// What cannot be loaded is tried again: at first after a second, then ever more seldom.
    ///
    /// - Returns: what is new of those that could not.
    func load(now: Instant) -> [LoadNews] {
        let due = state.withLock { state in
            let due = state.toLoad.filter { $0.due <= now }
            state.toLoad.removeAll { $0.due <= now }
            return due
        }
        return due.compactMap { load($0, now) }
    }

    private func load(_ awaited: AwaitedLoad, _ now: Instant) -> LoadNews? {
        var awaited = awaited
        let failed = awaited.failure
        do throws(LoadFailure) {
            try awaited.partition.load(now: now)
            awaited.failure = nil
        } catch {
            let waitMs = min(Int64(1000) << min(awaited.attempts, 6), 60_000)
            awaited.attempts += 1
            awaited.due = now.advanced(byMilliseconds: waitMs)
            awaited.failure = error
            // One that was dropped meanwhile is nobody's concern any more.
            guard !awaited.partition.isClosed else { return nil }
            state.withLock { $0.toLoad.append(awaited) }
        }
        guard awaited.failure != failed else { return nil }
        return LoadNews(replica: awaited.partition.replica, failure: awaited.failure)
    }

    /// Forgets the offsets of topics that are gone.
    func forget(topics: Set<String>, wallTime: Timestamp) {
        guard !topics.isEmpty else { return }
        for partition in all {
            partition.forget(topics: topics, wallTime: wallTime)
        }
    }
}
