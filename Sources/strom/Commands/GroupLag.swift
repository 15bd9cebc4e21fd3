import KafkaClient
import KafkaProtocol
import Telemetry

/// How far a group is in a partition.
struct PartitionLag: Equatable {
    let topic: String
    let partition: Int32
    /// Nil where the group has committed nothing.
    let committed: Int64?
    let metadata: String
    /// Nil where the partition cannot be asked, for it is deleted or has no leader.
    let end: Int64?
    /// Between the record that comes next and the newest one.
    let milliseconds: Int64?

    init(
        topic: String, partition: Int32, committed: Int64?, metadata: String = "", end: Int64?,
        milliseconds: Int64?
    ) {
        self.topic = topic
        self.partition = partition
        self.committed = committed
        self.metadata = metadata
        self.end = end
        self.milliseconds = milliseconds
    }

    /// Records that are still to be read.
    var records: Int64? {
        guard let committed, let end else { return nil }
        return max(end - committed, 0)
    }

    /// Its columns: committed, end, lag, seconds.
    var cells: [String] {
        [
            committed.map(String.init) ?? "-", end.map(String.init) ?? "-",
            records.map(String.init) ?? "-", milliseconds.map(Self.seconds) ?? "-",
        ]
    }

    /// The same for JSON.
    var members: [(String, JSON)] {
        [
            ("topic", .string(topic)), ("partition", JSON(partition)),
            ("committed", committed.map { JSON($0) } ?? .null),
            ("end", end.map { JSON($0) } ?? .null), ("lag", records.map { JSON($0) } ?? .null),
            ("lagSeconds", milliseconds.map { .double(Double($0) / 1000) } ?? .null),
        ]
    }

    /// With one digit behind the point.
    static func seconds(_ milliseconds: Int64) -> String {
        let tenths = (milliseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension KafkaClient {
    /// How far a group is in a partition.
    func lag(
        of committed: CommittedOffset?, topic: String, partition: Int32
    ) throws(ClientError) -> PartitionLag {
        let offset = committed?.offset.rawValue
        var end: Int64?
        var milliseconds: Int64?
        do {
            let behindLast = try self.offset(.end, topic: topic, partition: partition).rawValue
            end = behindLast
            if let offset {
                milliseconds =
                    offset >= behindLast ? 0 : try age(of: offset, topic: topic, partition)
            }
        } catch {
            // What is known of the group is shown all the same.
            switch error {
            case .noSuchTopic, .noLeader, .refused: break
            default: throw error
            }
        }
        return PartitionLag(
            topic: topic, partition: partition, committed: offset,
            metadata: committed?.metadata ?? "", end: end, milliseconds: milliseconds)
    }

    /// Milliseconds from the record at an offset to the newest one.
    private func age(
        of offset: Int64, topic: String, _ partition: Int32
    ) throws(ClientError) -> Int64? {
        guard let newest = try newestTimestamp(topic: topic, partition: partition) else {
            return nil
        }
        // What was deleted meanwhile is not read any more.
        let first = try self.offset(.beginning, topic: topic, partition: partition)
        let next = max(first, Offset(rawValue: offset))
        return try timestamp(at: next, topic: topic, partition: partition).map {
            max(newest - $0, 0)
        }
    }
}
