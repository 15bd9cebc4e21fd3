import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol
import LogEngine
import Syscalls

/// TxnOffsetCommit (key 28): a producer notes in its transaction how far a group has read; that counts when
/// the transaction is committed (KIP-98).
///
/// - v2: the leader epoch of the record (KIP-320)
/// - v3: the member for which it is done (KIP-447)
/// - v4: a transaction that aborting would help (KIP-890)
/// - v5: the group is added to the transaction by it (KIP-890)
package enum TxnOffsetCommit: Api {
    package static let key = ApiKey.txnOffsetCommit
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: TxnOffsetCommitRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let commit = Commit(request, context)
        guard !commit.isEmpty else { return .reply(commit.reply()) }
        do throws(GroupError) {
            let partition = try context.namedGroup(request.groupId)
            var append = TransactionalAppend(usesNewProtocol: commit.producer.client == .implicit)
            let check = try partition.transactionCheck(
                by: commit.producer.identity, now: context.loop.wallTime)
            guard case .verify(let verificationGuard) = check else {
                return commit.write(to: partition, append, in: context.loop)
            }
            append.verificationGuard = verificationGuard
            guard commit.producer.mustAskCoordinator(in: context.loop) else {
                return commit.write(to: partition, append, in: context.loop)
            }
            return enroll(commit, in: partition, append, keeping: frame.byteCount, context.loop)
        } catch {
            return .reply(commit.reply(commit.code(of: error)))
        }
    }

    /// Has the coordinator add the group's partition to the transaction, or tell that it was, before anything
    /// is written.
    private static func enroll(
        _ commit: Commit, in partition: OffsetsPartition, _ append: TransactionalAppend,
        keeping byteCount: Int, _ loop: LoopContext
    ) -> Outcome {
        var append = append
        let enrollment = Enrollment(
            [partition.replica.partition], of: commit.producer, in: loop
        ) { now in
            let check = try? partition.transactionCheck(by: commit.producer.identity, now: now)
            guard case .verify(let renewed)? = check, renewed != append.verificationGuard else {
                return false
            }
            append.verificationGuard = renewed
            return true
        }
        var awaited = AwaitedEnrollment(enrollment, keptByteCount: byteCount) { answer, loop in
            if let refusal = answer[0] {
                return .reply(commit.reply(commit.producer.client.code(of: refusal)))
            }
            return commit.write(to: partition, append, in: loop)
        }
        return awaited.finish(in: loop).map(Outcome.reply) ?? .wait(awaited)
    }
}

// MARK: - What is committed

extension TxnOffsetCommit {
    /// The request, with what is known of its partitions.
    private struct Commit {
        let producer: TransactionalProducer
        private let request: TxnOffsetCommitRequest
        private let context: RequestContext
        /// The partitions that exist, and where they stand in the request.
        private let rows: [Row]

        private struct Row {
            let topic: Int
            let partition: Int
            let place: TopicPartition
            let committed: CommittedOffset
        }

        init(_ request: TxnOffsetCommitRequest, _ context: RequestContext) {
            self.request = request
            self.context = context
            producer = TransactionalProducer(
                transactionalID: request.transactionalId,
                identity: ProducerIdentity(request.producerId, request.producerEpoch),
                client: TransactionProtocol(txnOffsetCommitVersion: context.version))
            let now = context.loop.wallTime
            rows = request.topics.enumerated().flatMap { topicIndex, topic -> [Row] in
                guard let known = context.image.topics[topic.name] else { return [] }
                return topic.partitions.enumerated().compactMap { index, asked in
                    guard known.partition(asked.partitionIndex) != nil else { return nil }
                    var committed = CommittedOffset(
                        offset: asked.committedOffset, commitTimestamp: now)
                    committed.leaderEpoch = asked.committedLeaderEpoch
                    committed.metadata = asked.committedMetadata ?? ""
                    committed.topicID = known.id
                    return Row(
                        topic: topicIndex, partition: index,
                        place: TopicPartition(
                            topic: known.name,
                            partition: PartitionIndex(rawValue: asked.partitionIndex)),
                        committed: committed)
                }
            }
        }

        /// Whether none of its partitions exists.
        var isEmpty: Bool { rows.isEmpty }

        /// Commits, and waits until that is on the disk.
        func write(
            to partition: OffsetsPartition, _ append: TransactionalAppend, in loop: LoopContext
        ) -> Outcome {
            do throws(GroupError) {
                let outcome = try partition.commit(
                    committing, for: request.groupId,
                    in: TransactionalCommit(producer: producer.identity, append: append),
                    now: loop.now, wallTime: loop.wallTime)
                return AwaitedRecords.outcome(
                    response(outcome.value.map { $0?.code ?? .none }), after: outcome.goal,
                    in: partition.replica,
                    late: response(rows.map { _ in .coordinatorNotAvailable }), context)
            } catch {
                return .reply(reply(code(of: error)))
            }
        }

        private var committing: CommitRequest {
            var committing = CommitRequest()
            committing.memberID = request.memberId
            committing.instanceID = request.groupInstanceId
            committing.generation = request.generationId
            committing.offsets = rows.map { ($0.place, $0.committed) }
            return committing
        }

        /// What the client is told of a group that refused: those before v2 end at a coordinator that loads,
        /// instead of trying again (KAFKA-7296).
        func code(of error: GroupError) -> ErrorCode {
            switch error {
            case .loading where context.version < 2: .coordinatorNotAvailable
            case .recordsTooLarge: .invalidCommitOffsetSize
            default: error.code
            }
        }

        /// The reply in which all partitions that exist have the code.
        func reply(_ code: ErrorCode = .none) -> Reply {
            context.reply(response(rows.map { _ in code }))
        }

        /// Every partition of the request in its order: those that exist with their codes, the others unknown.
        private func response(_ codes: [ErrorCode]) -> TxnOffsetCommitResponse {
            var response = TxnOffsetCommitResponse()
            response.topics = request.topics.map { asked in
                var topic = TxnOffsetCommitResponse.Topics()
                topic.name = asked.name
                topic.partitions = asked.partitions.map { partition in
                    var answer = TxnOffsetCommitResponse.Topics.Partitions()
                    answer.partitionIndex = partition.partitionIndex
                    answer.errorCode = ErrorCode.unknownTopicOrPartition.rawValue
                    return answer
                }
                return topic
            }
            for (row, code) in zip(rows, codes) {
                response.topics[row.topic].partitions[row.partition].errorCode = code.rawValue
            }
            return response
        }
    }
}
