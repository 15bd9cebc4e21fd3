import Bytes
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls

/// A record of `__transaction_state`: what a transactional id is at now; nil is its tombstone.
struct TransactionRecord {
    let id: String
    let transaction: Transaction?

    /// Whether a transactional id can stand in a record: it is not empty (T-3), nor longer than a key's
    /// length can say.
    static func takes(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= Int(Int16.max)
    }
}

// MARK: - Writing

extension TransactionRecord {
    /// Adds the record to a batch, for a `transaction.version`: 0 knows the older format only.
    func append(to batch: inout RecordBatchBuilder, version: Int16, now: Timestamp) {
        var key = ByteWriter(capacity: 64)
        var name = TransactionLogKey()
        name.transactionalId = id
        key.writeCoordinatorKey(name)
        guard let transaction else {
            batch.append(timestamp: now.rawValue, key: key.buffer.bytes, value: nil)
            return
        }
        var value = ByteWriter(capacity: 128)
        let isFlexible = version > 0 || transaction.clientVersion > 0
        value.writeVersioned(transaction.logValue, version: isFlexible ? 1 : 0)
        batch.append(timestamp: now.rawValue, key: key.buffer.bytes, value: value.buffer.bytes)
    }
}

extension Transaction {
    fileprivate var logValue: TransactionLogValue {
        var value = TransactionLogValue()
        value.producerId = producerID.rawValue
        value.previousProducerId = previousProducerID.rawValue
        value.nextProducerId = nextProducerID.rawValue
        value.producerEpoch = epoch.rawValue
        value.transactionTimeoutMs = timeoutMs
        value.transactionStatus = state.rawValue
        value.transactionPartitions = state == .empty ? nil : groupedPartitions
        value.transactionLastUpdateTimestampMs = updateTime.rawValue
        value.transactionStartTimestampMs = startTime?.rawValue ?? -1
        value.clientTransactionVersion = clientVersion
        return value
    }

    private var groupedPartitions: [TransactionLogValue.TransactionPartitions] {
        var topics: [TransactionLogValue.TransactionPartitions] = []
        for partition in partitions.sorted() {
            if topics.last?.topic != partition.topic {
                topics.append(.init())
                topics[topics.count - 1].topic = partition.topic
            }
            topics[topics.count - 1].partitionIds.append(partition.partition.rawValue)
        }
        return topics
    }
}

extension TransactionRecord {
    /// At most how many bytes a record of a transaction with these partitions takes, in whatever state.
    static func mostBytes(of id: String, _ transaction: Transaction) -> Int {
        let topics = Set(transaction.partitions.map(\.topic))
        return topics.reduce(512 + id.utf8.count + 4 * transaction.partitions.count) {
            $0 + $1.utf8.count + 16
        }
    }
}

// MARK: - Reading

extension TransactionRecord {
    /// Reads a record; nil for a kind that this version does not know.
    init?(key: RawSpan, value: RawSpan?) throws(MalformedMessage) {
        var reader = ByteReader(key, budget: ByteReader.budget(forFrameOf: key.byteCount))
        let type = reader.read(Int16.self)
        guard type == TransactionLogKey.recordType else { return nil }
        id = try TransactionLogKey(from: &reader, version: 0).transactionalId
        guard let value else {
            transaction = nil
            return
        }
        var fields = ByteReader(value, budget: ByteReader.budget(forFrameOf: value.byteCount))
        transaction = try Transaction(try TransactionLogValue(versionedFrom: &fields))
    }
}

extension Transaction {
    fileprivate init(_ value: TransactionLogValue) throws(MalformedMessage) {
        guard let state = State(rawValue: value.transactionStatus) else {
            throw MalformedMessage()
        }
        self.init(
            producerID: ProducerID(rawValue: value.producerId),
            timeoutMs: value.transactionTimeoutMs,
            now: Timestamp(rawValue: value.transactionLastUpdateTimestampMs))
        self.state = state
        epoch = ProducerEpoch(rawValue: value.producerEpoch)
        previousProducerID = ProducerID(rawValue: value.previousProducerId)
        nextProducerID = ProducerID(rawValue: value.nextProducerId)
        let start = value.transactionStartTimestampMs
        startTime = start < 0 ? nil : Timestamp(rawValue: start)
        clientVersion = value.clientTransactionVersion
        for topic in value.transactionPartitions ?? [] {
            for index in topic.partitionIds {
                partitions.insert(
                    TopicPartition(
                        topic: topic.topic, partition: PartitionIndex(rawValue: index)))
            }
        }
    }
}
