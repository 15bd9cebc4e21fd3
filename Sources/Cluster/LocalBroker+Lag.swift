import KafkaProtocol
package import LogEngine
package import Syscalls

/// How far a group is behind the end of a partition.
package struct GroupLag: Sendable {
    package let group: String
    package let partition: TopicPartition
    /// Records that it could read and has not committed.
    package let records: Int64
    /// How old the first of them is; 0 where there are none.
    package let milliseconds: Int64
}

extension LocalBroker {
    /// The lag of every group that is coordinated here, in every partition that is led here.
    ///
    /// The age of a record takes a look into the log: this is for threads that may wait for a disk.
    package func groupLags(now: Timestamp) -> [GroupLag] {
        let image = image
        return groups.positions.compactMap { position in
            let index = position.partition.partition.rawValue
            guard let topic = image.topics[position.partition.topic],
                let replica = replica(of: topic.id, index)
            else { return nil }
            let status = replica.status
            guard status.isLeader else { return nil }
            let next = max(position.offset, status.startOffset)
            let records = max(0, status.highWatermark.rawValue - next.rawValue)
            let time = records > 0 ? replica.timestamp(at: next) : nil
            return GroupLag(
                group: position.group, partition: position.partition, records: records,
                milliseconds: time.map { max(0, now.rawValue - $0.rawValue) } ?? 0)
        }
    }
}

extension Replica {
    /// When the batch of an offset was made: its first record where it begins there, else its last.
    ///
    /// - Returns: nil where there is no batch, or it has no time.
    fileprivate func timestamp(at offset: Offset) -> Timestamp? {
        var request = ReadRequest()
        request.maxBytes = 1
        guard let slice = read(at: offset, request).slice,
            let bytes = try? slice.file.bytes(
                in: slice.offset..<slice.offset + min(slice.count, RecordBatchHeader.byteCount)),
            let header = unsafe RecordBatchHeader(bytes.span.bytes, at: 0)
        else { return nil }
        let time = header.baseOffset == offset ? header.baseTimestamp : header.maxTimestamp
        return time < 0 ? nil : Timestamp(rawValue: time)
    }
}
