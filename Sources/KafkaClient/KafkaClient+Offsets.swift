import KafkaMessages
package import KafkaProtocol

/// A place in a partition that a broker finds.
package enum OffsetQuery: Equatable, Sendable {
    /// The first record that is there.
    case beginning
    /// Behind the last record that consumers see.
    case end
    /// The first record of this time or later, in milliseconds; the end where there is none.
    case atOrAfter(Int64)

    fileprivate var timestamp: Int64 {
        switch self {
        case .beginning: -2
        case .end: -1
        case .atOrAfter(let milliseconds): milliseconds
        }
    }
}

extension ListOffsetsRequest {
    /// One that no broker sends: it is shown what consumers see.
    fileprivate static var ofConsumer: ListOffsetsRequest {
        var request = ListOffsetsRequest()
        request.replicaId = -1
        return request
    }
}

extension KafkaClient {
    /// Finds a place in a partition; for readers of committed records, one that they come to.
    package func offset(
        _ query: OffsetQuery, topic name: String, partition index: Int32,
        isolation: IsolationLevel = .readUncommitted
    ) throws(ClientError) -> Offset {
        var partition = ListOffsetsRequest.Topics.Partitions()
        partition.partitionIndex = index
        partition.timestamp = query.timestamp
        var topic = ListOffsetsRequest.Topics()
        topic.name = name
        topic.partitions = [partition]
        var request = ListOffsetsRequest.ofConsumer
        request.isolationLevel = isolation.rawValue
        request.topics = [topic]
        let found = try withLeader(of: index, topic: name) { broker, _ throws(ClientError) in
            guard let result = try broker.ask(request).topics.first?.partitions.first else {
                throw .malformedAnswer(address: broker.address.description, api: .listOffsets)
            }
            try check(result.errorCode, "partition \(index) of \(name)", nil)
            return Offset(rawValue: result.offset)
        }
        guard found < .zero else { return found }
        return try offset(.end, topic: name, partition: index, isolation: isolation)
    }

    /// The newest timestamp in a partition, in milliseconds.
    ///
    /// Nil where it has no record, or the broker does not tell (before Kafka 3.0).
    package func newestTimestamp(
        topic name: String, partition index: Int32
    ) throws(ClientError) -> Int64? {
        try withLeader(of: index, topic: name) { broker, _ throws(ClientError) in
            guard let version = broker.version(of: ListOffsetsRequest.self), version >= 7 else {
                return nil
            }
            var partition = ListOffsetsRequest.Topics.Partitions()
            partition.partitionIndex = index
            partition.timestamp = -3
            var topic = ListOffsetsRequest.Topics()
            topic.name = name
            topic.partitions = [partition]
            var request = ListOffsetsRequest.ofConsumer
            request.topics = [topic]
            guard let result = try broker.ask(request).topics.first?.partitions.first else {
                return nil
            }
            try check(result.errorCode, "partition \(index) of \(name)", nil)
            return result.timestamp < 0 ? nil : result.timestamp
        }
    }

    /// The timestamp of the first record at an offset or behind it, in milliseconds.
    package func timestamp(
        at offset: Offset, topic name: String, partition index: Int32
    ) throws(ClientError) -> Int64? {
        let fetched = try fetch(
            topic: name, partition: index, from: offset, maxWaitMs: 0, maxBytes: 1)
        var found: Int64?
        _ = try fetched.forEachRecord { _, timestamp, _ in
            found = timestamp
            return false
        }
        return found
    }
}
