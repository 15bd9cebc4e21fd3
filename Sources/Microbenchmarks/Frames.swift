import Bytes
import KafkaMessages
import KafkaProtocol
import Syscalls

/// Requests as clients send them, but for their size in front.
enum Frames {
    /// A batch of so many records of 100 bytes.
    static func batch(records: Int) -> [UInt8] {
        var builder = RecordBatchBuilder()
        let now = Timestamp.now().rawValue
        let value = [UInt8](repeating: 7, count: 100)
        for _ in 0..<records {
            builder.append(timestamp: now, key: nil, value: value)
        }
        let bytes = builder.finish()
        return unsafe bytes.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    /// A Produce of the same batch to each partition of a topic.
    static func produce(
        _ batch: [UInt8], to topic: String, partitions: Int32 = 1, acks: Int16, version: Int16
    ) -> ByteBuffer {
        var request = ProduceRequest()
        request.acks = acks
        request.timeoutMs = 30_000
        var data = ProduceRequest.TopicData()
        data.name = topic
        data.partitionData = (0..<partitions).map { index in
            var part = ProduceRequest.TopicData.PartitionData()
            part.index = index
            part.records = .bytes(batch)
            return part
        }
        request.topicData = [data]
        return frame(request, version: version)
    }

    /// A Fetch without a session of what lies at an offset in each partition of a topic.
    static func fetch(
        from offset: Int64, of topic: String, partitions: Int32 = 1, version: Int16
    ) -> ByteBuffer {
        var request = FetchRequest()
        request.replicaId = -1
        request.maxWaitMs = 500
        request.minBytes = 1
        request.maxBytes = 1 << 20
        request.sessionEpoch = -1
        var asked = FetchRequest.Topics()
        asked.topic = topic
        asked.partitions = (0..<partitions).map { index in
            var part = FetchRequest.Topics.Partitions()
            part.partition = index
            part.fetchOffset = offset
            part.currentLeaderEpoch = -1
            part.lastFetchedEpoch = -1
            part.partitionMaxBytes = 1 << 20
            return part
        }
        request.topics = [asked]
        return frame(request, version: version)
    }

    /// An OffsetCommit of one partition of a topic, by a member of a group or by nobody.
    static func commit(
        _ partition: Int32, of topic: String, by group: String, member: String, epoch: Int32
    ) -> ByteBuffer {
        var request = OffsetCommitRequest()
        request.groupId = group
        request.memberId = member
        request.generationIdOrMemberEpoch = epoch
        var part = OffsetCommitRequest.Topics.Partitions()
        part.partitionIndex = partition
        part.committedOffset = 7
        var asked = OffsetCommitRequest.Topics()
        asked.name = topic
        asked.partitions = [part]
        request.topics = [asked]
        return frame(request, version: 9)
    }

    /// A LeaveGroup of one member.
    static func leave(_ member: String, of group: String) -> ByteBuffer {
        var request = LeaveGroupRequest()
        request.groupId = group
        request.members = [.init()]
        request.members[0].memberId = member
        return frame(request, version: 4)
    }

    /// A request with its header.
    private static func frame<Request: RequestMessage>(
        _ request: Request, version: Int16
    ) -> ByteBuffer {
        var writer = ByteWriter()
        writer.write(Request.apiKey)
        writer.write(version)
        writer.write(Int32(7))
        let client = "microbenchmarks"
        writer.write(Int16(client.utf8.count))
        writer.write(client)
        if version >= Request.flexibleFrom { writer.write(UInt8(0)) }
        request.encode(to: &writer, version: version)
        return writer.intoBuffer()
    }
}

/// A frame that is served again and again: offset and epoch are patched in it each time.
final class HeldFrame {
    var bytes: ByteBuffer
    /// As it was sent.
    private let sent: ByteBuffer

    init(_ bytes: consuming ByteBuffer) {
        var copy = ByteBuffer(capacity: bytes.count)
        copy.append(bytes.bytes)
        sent = copy
        self.bytes = bytes
    }

    /// Makes it what it was before it was served.
    func restore() {
        bytes.removeAll()
        Self.copy(sent, into: &bytes)
    }

    private static func copy(_ sent: borrowing ByteBuffer, into bytes: inout ByteBuffer) {
        bytes.append(sent.bytes)
    }
}
