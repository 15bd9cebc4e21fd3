import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

/// A transactional producer as a client has it in hand.
struct TestProducer {
    let name: String
    var id: Int64
    var epoch: Int16
}

extension ApiWorld {
    /// Has the topics of the coordinators made.
    func prepareTransactions() throws {
        for (type, key) in [(Int8(0), "group"), (1, "transactional id")] {
            _ = try ask(FindCoordinator.self, version: 1) { request in
                request.key = key
                request.keyType = type
            }
        }
        settle()
    }

    /// Asks for a producer id; what it left open is ended first.
    func producer(_ name: String, timeoutMs: Int32 = 60_000) throws -> TestProducer {
        if context.image.topics["__transaction_state"] == nil { try prepareTransactions() }
        var response = try initialize(name, timeoutMs: timeoutMs)
        if response.errorCode == 51 {
            end()
            response = try initialize(name, timeoutMs: timeoutMs)
        }
        try #require(response.errorCode == 0)
        return TestProducer(name: name, id: response.producerId, epoch: response.producerEpoch)
    }

    func initialize(
        _ name: String?, timeoutMs: Int32 = 60_000, version: Int16 = 5, id: Int64 = -1,
        epoch: Int16 = -1
    ) throws -> InitProducerIdResponse {
        try ask(InitProducerId.self, version: version) { request in
            request.transactionalId = name
            request.transactionTimeoutMs = timeoutMs
            request.producerId = id
            request.producerEpoch = epoch
        }
    }

    /// Writes the markers that are due, and waits until they are on the disk.
    func end() {
        for _ in 0..<3 {
            broker.driveTransactions(now: context.wallTime)
            settle()
        }
    }

    /// AddPartitionsToTxn of old clients: the codes in the order of the partitions.
    func add(
        _ partitions: [Int32], of topic: String, to producer: TestProducer, version: Int16 = 3
    ) throws -> [Int16] {
        let response = try ask(AddPartitionsToTxn.self, version: version) { request in
            request.v3AndBelowTransactionalId = producer.name
            request.v3AndBelowProducerId = producer.id
            request.v3AndBelowProducerEpoch = producer.epoch
            var asked = AddPartitionsToTxnRequest.V3AndBelowTopics()
            asked.name = topic
            asked.partitions = partitions
            request.v3AndBelowTopics = [asked]
        }
        let results = response.resultsByTopicV3AndBelow.flatMap(\.resultsByPartition)
        #expect(results.map(\.partitionIndex) == partitions)
        return results.map(\.partitionErrorCode)
    }

    func endTransaction(
        of producer: TestProducer, commits: Bool, version: Int16 = 5
    ) throws -> EndTxnResponse {
        try ask(EndTxn.self, version: version) { request in
            request.transactionalId = producer.name
            request.producerId = producer.id
            request.producerEpoch = producer.epoch
            request.committed = commits
        }
    }

    /// A batch of a transaction.
    func batch(
        _ values: [String], by producer: TestProducer, sequence: Int32 = 0
    ) -> [UInt8] {
        batch(values) { header in
            header.producerID = ProducerID(rawValue: producer.id)
            header.producerEpoch = ProducerEpoch(rawValue: producer.epoch)
            header.baseSequence = sequence
            header.attributes.isTransactional = true
        }
    }

    /// Produces in a transaction to one partition, and gives its code.
    func write(
        _ values: [String], to topic: String, partition: Int32 = 0, by producer: TestProducer,
        sequence: Int32 = 0, version: Int16 = 12
    ) throws -> Int16 {
        try produce(
            batch(values, by: producer, sequence: sequence), to: topic, partition: partition,
            version: version, transactionalID: producer.name
        ).errorCode
    }

    func describe(_ name: String) throws -> DescribeTransactionsResponse.TransactionStates {
        try ask(DescribeTransactions.self) { $0.transactionalIds = [name] }.transactionStates[0]
    }
}
