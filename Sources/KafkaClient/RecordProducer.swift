import Bytes
import KafkaMessages
package import KafkaProtocol
package import Syscalls

/// Sends records to a topic, in batches.
///
/// A record with a key goes to the partition that Java's producer would choose; others go round
/// from batch to batch. With ``Acknowledgement/all`` a batch that had to be sent twice lies there
/// once (KIP-98).
package final class RecordProducer {
    private let client: KafkaClient
    private let topic: String
    private let compression: Compression
    private let acknowledged: Acknowledgement
    private let batchBytes: Int
    private var batches: [PendingBatch] = []
    private var identity: (id: ProducerID, epoch: ProducerEpoch)?
    private var nextWithoutKey = 0
    /// What the broker told of each partition: the first offset, and how many records.
    package private(set) var written: [Int32: (first: Offset?, count: Int)] = [:]

    /// Asks for the topic's partitions; it is made if there is none and the broker allows it.
    package init(
        _ client: KafkaClient, topic: String, compression: Compression = Compression(.none),
        acknowledged: Acknowledgement = .all, batchBytes: Int = 1 << 18
    ) throws(ClientError) {
        self.client = client
        self.topic = topic
        self.compression = compression
        self.acknowledged = acknowledged
        self.batchBytes = batchBytes
        let count = try client.topic(topic, creating: true).partitions.count
        batches = (0..<count).map { PendingBatch(partition: Int32($0)) }
        if acknowledged == .all { identity = try client.producerID() }
    }

    /// Adds a record; its batch is sent when it is full.
    package func send(
        key: [UInt8]?, value: [UInt8]?, headers: [(name: String, value: [UInt8]?)] = [],
        partition: Int32? = nil, timestamp: Timestamp
    ) throws(ClientError) {
        let batch = try batch(for: key, partition)
        batch.append(
            timestamp: timestamp.rawValue, key: key, value: value, headers: headers,
            compression: compression)
        guard batch.byteCount >= batchBytes else { return }
        try send(batch)
    }

    /// Sends what was not sent yet.
    package func flush() throws(ClientError) {
        for batch in batches where batch.byteCount > 0 {
            try send(batch)
        }
    }

    private func batch(for key: [UInt8]?, _ partition: Int32?) throws(ClientError) -> PendingBatch {
        let index =
            partition.map(Int.init)
            ?? key.map { Int(Murmur2.partition(of: $0, count: batches.count)) }
            ?? nextWithoutKey
        guard batches.indices.contains(index) else {
            throw .refused(
                .invalidPartitions, subject: "partition \(index) of \(topic)",
                message: "the topic has \(batches.count) partitions")
        }
        return batches[index]
    }

    private func send(_ batch: PendingBatch) throws(ClientError) {
        let count = batch.recordCount
        let first = try client.produce(
            batch.finish(by: identity), topic: topic, partition: batch.partition,
            acknowledged: acknowledged)
        let before = written[batch.partition]
        written[batch.partition] = (before?.first ?? first, (before?.count ?? 0) + count)
        if Int(batch.partition) == nextWithoutKey {
            nextWithoutKey = (nextWithoutKey + 1) % batches.count
        }
    }
}

/// The records of a partition that wait to be sent.
private final class PendingBatch {
    let partition: Int32
    private var builder: RecordBatchBuilder?
    /// The producer's number for the next record.
    private var sequence: Int32 = 0

    init(partition: Int32) {
        self.partition = partition
    }

    var byteCount: Int { builder?.byteCount ?? 0 }

    func append(
        timestamp: Int64, key: [UInt8]?, value: [UInt8]?,
        headers: [(name: String, value: [UInt8]?)], compression: Compression
    ) {
        var builder = self.builder.take() ?? RecordBatchBuilder(compression: compression)
        builder.append(timestamp: timestamp, key: key, value: value, headers: headers)
        self.builder = consume builder
    }

    var recordCount: Int { builder?.recordCount ?? 0 }

    /// The batch; the next record begins another.
    func finish(by identity: (id: ProducerID, epoch: ProducerEpoch)?) -> ByteBuffer {
        guard var builder = builder.take() else { preconditionFailure("no record was appended") }
        if let identity {
            builder.header.producerID = identity.id
            builder.header.producerEpoch = identity.epoch
            builder.header.baseSequence = sequence
            sequence = Int32((Int64(sequence) + Int64(builder.recordCount)) & 0x7fff_ffff)
        }
        return builder.finish()
    }
}
