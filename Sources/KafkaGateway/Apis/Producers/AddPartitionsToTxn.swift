import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine

/// AddPartitionsToTxn (key 24): a transaction will write to partitions (T-6, T-7, KIP-98).
///
/// All of a transaction's are added or none: where one cannot be, the others are not attempted.
///
/// - v2: PRODUCER_FENCED (KIP-588)
/// - v4: from broker to broker: many transactions, which may only be asked about (KIP-890)
/// - v5: TRANSACTION_ABORTABLE (KIP-890)
package enum AddPartitionsToTxn: Api {
    package static let key = ApiKey.addPartitionsToTxn
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: AddPartitionsToTxnRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var asked =
            context.version >= 4 ? request.transactions.map(Additions.init) : [Additions(request)]
        let count = asked.reduce(0) { $0 + $1.partitionCount }
        guard context.hasRoom(for: count, each: 100) else { return .close }
        let goals = asked.indices.compactMap { asked[$0].attempt(in: context) }
        var late = asked
        for index in late.indices {
            late[index].fail(.coordinatorNotAvailable)
        }
        return AwaitedRecords.outcome(
            response(asked, context.version), after: goals, late: response(late, context.version),
            context)
    }

    private static func response(
        _ answered: [Additions], _ version: Int16
    ) -> AddPartitionsToTxnResponse {
        var response = AddPartitionsToTxnResponse()
        if version >= 4 {
            response.resultsByTransaction = answered.map(\.result)
        } else if let only = answered.first {
            response.resultsByTopicV3AndBelow = only.resultOfOldClients
        }
        return response
    }
}

/// What is to be added to one transaction, and what came of it.
private struct Additions {
    let transactionalID: String
    let producer: ProducerIdentity
    let isQuestion: Bool
    private(set) var topics: [Topic]

    struct Topic {
        let name: String
        var partitions: [(index: Int32, code: ErrorCode)]
    }

    init(_ asked: AddPartitionsToTxnRequest.Transactions) {
        transactionalID = asked.transactionalId
        producer = ProducerIdentity(asked.producerId, asked.producerEpoch)
        isQuestion = asked.verifyOnly
        topics = asked.topics.map { topic in
            Topic(name: topic.name, partitions: topic.partitions.map { ($0, .none) })
        }
    }

    /// The one transaction that a client asks about.
    init(_ asked: AddPartitionsToTxnRequest) {
        transactionalID = asked.v3AndBelowTransactionalId
        producer = ProducerIdentity(asked.v3AndBelowProducerId, asked.v3AndBelowProducerEpoch)
        isQuestion = false
        topics = asked.v3AndBelowTopics.map { topic in
            Topic(name: topic.name, partitions: topic.partitions.map { ($0, .none) })
        }
    }

    var partitionCount: Int { topics.reduce(0) { $0 + $1.partitions.count } }

    private var partitions: [TopicPartition] {
        topics.flatMap { topic in
            topic.partitions.map { partition in
                TopicPartition(
                    topic: topic.name, partition: PartitionIndex(rawValue: partition.index))
            }
        }
    }
}

// MARK: - Asking the coordinator

extension Additions {
    /// Adds the partitions, or asks about them.
    ///
    /// - Returns: what must be committed before that is told; nil where nothing came of it.
    mutating func attempt(in context: RequestContext) -> (replica: Replica, offset: Offset)? {
        guard !refuseUnknown(context.image) else { return nil }
        do throws(TransactionError) {
            let transactions = try context.transactions(of: transactionalID)
            guard isQuestion else {
                let added = try transactions.add(
                    partitions, to: transactionalID, by: producer,
                    clientVersion: context.version >= 4 ? 2 : 0, now: context.loop.wallTime)
                return (transactions.replica, added.goal)
            }
            let verified = try transactions.verify(partitions, of: transactionalID, by: producer)
            take(verified.value, knowsAborting: context.version >= 5)
            return (transactions.replica, verified.goal)
        } catch {
            fail(error.code(knowsFencing: context.version >= 2))
            return nil
        }
    }

    /// Where a partition does not exist, nothing is attempted.
    private mutating func refuseUnknown(_ image: MetadataImage) -> Bool {
        func isKnown(_ topic: Topic, _ index: Int32) -> Bool {
            image.topics[topic.name]?.partition(index) != nil
        }
        let isComplete = topics.allSatisfy { topic in
            topic.partitions.allSatisfy { isKnown(topic, $0.index) }
        }
        guard !isComplete else { return false }
        set { topic, index in
            isKnown(topic, index) ? .operationNotAttempted : .unknownTopicOrPartition
        }
        return true
    }

    /// The same code for all that has none yet.
    mutating func fail(_ code: ErrorCode) {
        for topic in topics.indices {
            for index in topics[topic].partitions.indices
            where topics[topic].partitions[index].code == .none {
                topics[topic].partitions[index].code = code
            }
        }
    }

    private mutating func take(_ answers: [TransactionError?], knowsAborting: Bool) {
        var answers = answers.makeIterator()
        set { _, _ in
            guard let refusal = answers.next() ?? nil else { return .none }
            return refusal == .abortable && !knowsAborting ? .invalidTxnState : refusal.code
        }
    }

    private mutating func set(_ code: (Topic, Int32) -> ErrorCode) {
        for topic in topics.indices {
            let asked = topics[topic]
            for index in asked.partitions.indices {
                topics[topic].partitions[index].code = code(asked, asked.partitions[index].index)
            }
        }
    }
}

// MARK: - Telling

extension Additions {
    typealias Response = AddPartitionsToTxnResponse

    var result: Response.ResultsByTransaction {
        var result = Response.ResultsByTransaction()
        result.transactionalId = transactionalID
        result.topicResults = topics.map { topic in
            var row = Response.ResultsByTransaction.TopicResults()
            row.name = topic.name
            row.resultsByPartition = topic.partitions.map { index, code in
                var row = Response.ResultsByTransaction.TopicResults.ResultsByPartition()
                row.partitionIndex = index
                row.partitionErrorCode = code.rawValue
                return row
            }
            return row
        }
        return result
    }

    var resultOfOldClients: [Response.ResultsByTopicV3AndBelow] {
        topics.map { topic in
            var row = Response.ResultsByTopicV3AndBelow()
            row.name = topic.name
            row.resultsByPartition = topic.partitions.map { index, code in
                var row = Response.ResultsByTopicV3AndBelow.ResultsByPartition()
                row.partitionIndex = index
                row.partitionErrorCode = code.rawValue
                return row
            }
            return row
        }
    }
}
