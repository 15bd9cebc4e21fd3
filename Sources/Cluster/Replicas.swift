package import Bytes
import KafkaProtocol
import LogEngine
import Syscalls

/// The replicas that this broker holds, by topic and partition.
package final class Replicas: Sendable {
    private let table = Lock(Table())

    private struct Table {
        var byTopic: [Uuid: [Int32: Replica]] = [:]
        /// All of them in ascending order; nil where that is not known.
        var inOrder: [Replica]?
        /// How often the table was changed.
        var version = 0

        mutating func noteChange() {
            inOrder = nil
            version += 1
        }
    }

    package init() {}

    /// The replica of a partition, if this broker holds one.
    package func replica(of topic: Uuid, _ partition: Int32) -> Replica? {
        table.withLock { $0.byTopic[topic]?[partition] }
    }

    /// All of them, by topic and partition in ascending order.
    ///
    /// The order is remembered: they are sorted only after a change, and not under the lock.
    package var all: [Replica] {
        let (known, version) = table.withLock { table in
            (
                table.inOrder ?? table.byTopic.values.flatMap(\.values),
                table.inOrder == nil ? table.version : nil
            )
        }
        guard let version else { return known }
        let sorted = known.sorted { $0.partition < $1.partition }
        table.withLock { table in
            if table.version == version { table.inOrder = sorted }
        }
        return sorted
    }

    /// Those that rounds of upkeep must look at, in the same order: most partitions of a large
    /// cluster were never written to, and have nothing to keep.
    package var inUse: [Replica] { all.filter(\.isInUse) }

    /// How many there are.
    package var count: Int {
        table.withLock { table in table.byTopic.values.reduce(0) { $0 + $1.count } }
    }

    func add(_ replica: Replica) {
        table.withLock { table in
            table.byTopic[replica.topicID, default: [:]][replica.partition.partition.rawValue] =
                replica
            table.noteChange()
        }
    }

    /// Takes all replicas of a topic out of the table, in ascending order.
    func remove(topic: Uuid) -> [Replica] {
        let replicas = table.withLock { table in
            table.noteChange()
            return table.byTopic.removeValue(forKey: topic)
        }
        return (replicas ?? [:]).values.sorted { $0.partition < $1.partition }
    }
}
