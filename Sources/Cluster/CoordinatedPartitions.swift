import KafkaProtocol
import Syscalls

/// A partition of a coordinators' topic, on the broker that leads it: what it coordinates lies in its log.
protocol CoordinatedPartition: AnyObject, Sendable {
    var replica: Replica { get }

    /// Serves at once where the log holds nothing.
    ///
    /// - Returns: false where there is something to load.
    func serveIfEmpty() -> Bool

    /// Reads the log; then the partition serves.
    func load(now: Instant) throws(LoadFailure)

    /// Serves no more: the broker leads the partition no longer.
    func close()

    var isClosed: Bool { get }
}

/// The partitions of a coordinators' topic that this broker leads.
///
/// It takes a partition on when it becomes its leader, and drops it when it stops being so.
final class CoordinatedPartitions<Partition: CoordinatedPartition>: Sendable {
    private let topic: String
    private let state = Lock(State())

    private struct State {
        var taken: [Int32: Taken] = [:]
        /// Those that are not loaded yet.
        var toLoad: [AwaitedLoad] = []
    }

    private struct Taken {
        let partition: Partition
        let epoch: LeaderEpoch
    }

    /// A partition that is to be loaded.
    private struct AwaitedLoad {
        let partition: Partition
        var attempts = 0
        /// It is not tried again before.
        var due = Instant(nanoseconds: .min)
        /// Why it could not be loaded the last time.
        var failure: LoadFailure?
    }

    init(of topic: String) {
        self.topic = topic
    }

    /// The partition of this number, if this broker leads it.
    subscript(index: Int32) -> Partition? {
        state.withLock { $0.taken[index]?.partition }
    }

    /// All of them, in ascending order.
    var all: [Partition] {
        state.withLock { state in
            state.taken.sorted { $0.key < $1.key }.map(\.value.partition)
        }
    }

    /// Takes on the partitions that a new image has this broker lead, as `taking` makes them, and drops
    /// those that it does not.
    ///
    /// A partition without records serves at once, the others when they are loaded. A new epoch begins
    /// anew, also where the leader is the same: others may have written meanwhile.
    func follow(
        _ image: MetadataImage, on node: Int32, _ replicas: Replicas,
        taking: @Sendable (Replica, LeaderEpoch) -> Partition
    ) {
        let led = image.topics[topic].map { Self.led(in: $0, by: node, replicas) } ?? [:]
        let (dropped, taken) = state.withLock { state in
            var dropped: [Partition] = []
            var taken: [Partition] = []
            for (index, known) in state.taken
            where led[index]?.replica !== known.partition.replica
                || led[index]?.epoch != known.epoch
            {
                state.taken[index] = nil
                state.toLoad.removeAll { $0.partition === known.partition }
                dropped.append(known.partition)
            }
            for (index, (replica, epoch)) in led where state.taken[index] == nil {
                let partition = taking(replica, epoch)
                state.taken[index] = Taken(partition: partition, epoch: epoch)
                taken.append(partition)
            }
            return (dropped, taken)
        }
        for partition in dropped { partition.close() }
        for partition in taken where !partition.serveIfEmpty() {
            state.withLock { $0.toLoad.append(AwaitedLoad(partition: partition)) }
        }
    }

    private static func led(
        in topic: TopicImage, by node: Int32, _ replicas: Replicas
    ) -> [Int32: (replica: Replica, epoch: LeaderEpoch)] {
        var led: [Int32: (replica: Replica, epoch: LeaderEpoch)] = [:]
        for (index, partition) in topic.partitions.enumerated() where partition.leader == node {
            guard let replica = replicas.replica(of: topic.id, Int32(index)) else { continue }
            led[Int32(index)] = (replica, partition.leaderEpoch)
        }
        return led
    }

    // MARK: Loading

    /// Whether there is something to load that was not tried yet.
    var mustLoad: Bool { state.withLock { $0.toLoad.contains { $0.attempts == 0 } } }

    /// Loads what was taken on; until then whoever asks is told that it is being loaded.
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
}

/// What became of a load, where the operator should know.
struct LoadNews {
    let replica: Replica
    /// Why the log cannot be read: what lies in it has no coordinator; nil where it can again.
    let failure: LoadFailure?
}
