package import Bytes
import KafkaProtocol
import LogEngine
import Syscalls

/// The replicas that this broker holds, by topic and partition.
package final class Replicas: Sendable {
    private let table = Lock(Table())

    private struct Table {
        var byTopic: [Uuid: [Int32: Replica]] = [:]
    }

    package init() {}

    /// The replica of a partition, if this broker holds one.
    package func replica(of topic: Uuid, _ partition: Int32) -> Replica? {
        table.withLock { $0.byTopic[topic]?[partition] }
    }

    /// All of them, by topic and partition in ascending order.
    package var all: [Replica] {
        let replicas = table.withLock { table in table.byTopic.values.flatMap(\.values) }
        return replicas.sorted { $0.partition < $1.partition }
    }

    /// How many there are.
    package var count: Int {
        table.withLock { table in table.byTopic.values.reduce(0) { $0 + $1.count } }
    }

    func add(_ replica: Replica) {
        table.withLock { table in
            table.byTopic[replica.topicID, default: [:]][replica.partition.partition.rawValue] =
                replica
        }
    }

    /// Takes all replicas of a topic out of the table, in ascending order.
    func remove(topic: Uuid) -> [Replica] {
        let replicas = table.withLock { table in table.byTopic.removeValue(forKey: topic) }
        return (replicas ?? [:]).values.sorted { $0.partition < $1.partition }
    }
}
