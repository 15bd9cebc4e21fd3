import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls

/// Produce in a transaction: the first batch of a partition is appended once the partition is in the
/// transaction; those behind it go the straight way.
extension Produce {
    /// Who writes in a transaction; nil where nobody does.
    ///
    /// - Throws: what keeps every partition from being written: no transactional id (P-19), batches of
    ///   several producers (P-20).
    static func transactionalProducer(
        of request: ProduceRequest, _ frame: RawSpan, _ context: RequestContext
    ) throws(ProduceRefusal) -> TransactionalProducer? {
        var identity: ProducerIdentity?
        for topic in request.topicData {
            for partition in topic.partitionData {
                guard let header = transactionalHeader(of: partition.records, in: frame) else {
                    continue
                }
                let found = ProducerIdentity(id: header.producerID, epoch: header.producerEpoch)
                guard identity == nil || identity == found else {
                    throw ProduceRefusal(.invalidProducerIdMapping)
                }
                identity = found
            }
        }
        guard let identity else { return nil }
        guard let id = request.transactionalId else {
            throw ProduceRefusal(.transactionalIdAuthorizationFailed)
        }
        return TransactionalProducer(
            transactionalID: id, identity: identity,
            client: TransactionProtocol(produceVersion: context.version))
    }

    private static func transactionalHeader(
        of records: Records, in frame: RawSpan
    ) -> RecordBatchHeader? {
        guard case .inFrame(let range) = records, range.count >= RecordBatchHeader.byteCount,
            let header = RecordBatchHeader(frame, at: range.lowerBound), header.magic == 2,
            header.isTransactional
        else { return nil }
        return header
    }

    /// Appends at once where the transaction is open in all partitions, else when the coordinator has
    /// spoken.
    static func begin(
        _ request: ProduceRequest, by producer: TransactionalProducer,
        frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let admission = TransactionAdmission(producer)
        for topic in request.topicData {
            admission.look(at: topic, frame.bytes, context)
        }
        guard var enrollment = admission.enrollment(in: context.loop) else {
            return append(request, on: .each(admission.terms), frame: &frame, in: context)
        }
        if let answer = enrollment.proceed(in: context.loop) {
            admission.take(answer)
            return append(request, on: .each(admission.terms), frame: &frame, in: context)
        }
        // Who wants no answer does not learn that the transaction could not take the records.
        guard request.acks != 0 else { return .close }
        let kept = KeptFrame(frame.bytes)
        return .wait(
            AwaitedEnrollment(enrollment, keptByteCount: frame.byteCount) { answer, _ in
                admission.take(answer)
                var buffer = kept.take()
                var bytes = buffer.mutableBytes
                return append(request, on: .each(admission.terms), frame: &bytes, in: context)
            })
    }

    /// The terms on which the batches of a request are appended, as far as they are known.
    private final class TransactionAdmission {
        let producer: TransactionalProducer
        private(set) var terms: [BatchTerms] = []
        /// Of which of them the coordinator must be asked.
        private var asked: [Question] = []

        private struct Question {
            let number: Int
            let replica: Replica
            let header: RecordBatchHeader
        }

        init(_ producer: TransactionalProducer) {
            self.producer = producer
        }

        func look(
            at topic: ProduceRequest.TopicData, _ frame: RawSpan, _ context: RequestContext
        ) {
            let name = context.version >= 13 ? FetchTopic.id(topic.topicId) : .name(topic.name)
            let found = context.loop.find(name)
            for partition in topic.partitionData {
                do throws(ProduceRefusal) {
                    terms.append(try check(partition, of: found, frame, context))
                } catch {
                    terms.append(.refused(error))
                }
            }
        }

        private func check(
            _ partition: ProduceRequest.TopicData.PartitionData,
            of found: Result<TopicImage, UnknownTopic>, _ frame: RawSpan, _ context: RequestContext
        ) throws(ProduceRefusal) -> BatchTerms {
            guard let header = transactionalHeader(of: partition.records, in: frame) else {
                return .plain
            }
            let replica = try Produce.replica(of: found, partition.index, context)
            let question = Question(number: terms.count, replica: replica, header: header)
            let append = try append(question, now: context.loop.wallTime)
            if append.verificationGuard != nil { asked.append(question) }
            return .inTransaction(append)
        }

        /// What is known of a batch's transaction: with a guard where the coordinator must be asked.
        private func append(
            _ question: Question, now: Timestamp
        ) throws(ProduceRefusal) -> TransactionalAppend {
            var append = TransactionalAppend(usesNewProtocol: producer.client == .implicit)
            do throws(ReplicaError) {
                let check = try question.replica.transactionCheck(
                    producerID: question.header.producerID, epoch: question.header.producerEpoch,
                    baseSequence: question.header.baseSequence, now: now)
                if case .verify(let verificationGuard) = check {
                    append.verificationGuard = verificationGuard
                }
            } catch {
                throw ProduceRefusal(error)
            }
            return append
        }

        /// Takes new guards where the old ones hold no more.
        ///
        /// - Returns: whether there were such.
        private func renewGuards(now: Timestamp) -> Bool {
            var isAny = false
            for question in asked {
                var renewed: BatchTerms
                do throws(ProduceRefusal) {
                    renewed = .inTransaction(try append(question, now: now))
                } catch {
                    renewed = .refused(error)
                }
                isAny =
                    isAny || renewed.verificationGuard != terms[question.number].verificationGuard
                terms[question.number] = renewed
            }
            return isAny
        }

        /// What the coordinator must be asked; nil for nothing.
        func enrollment(in loop: LoopContext) -> Enrollment? {
            guard !asked.isEmpty, producer.mustAskCoordinator(in: loop) else { return nil }
            return Enrollment(
                asked.map(\.replica.partition), of: producer, in: loop, renewGuards: renewGuards)
        }

        /// Takes the coordinator's answer.
        func take(_ answer: [TransactionError?]) {
            for (question, refusal) in zip(asked, answer) {
                guard let refusal else { continue }
                terms[question.number] = .refused(
                    ProduceRefusal(producer.client.produceCode(of: refusal)))
            }
        }
    }

    /// A request's frame, kept until its records may be appended.
    private final class KeptFrame {
        private var bytes: ByteBuffer?

        init(_ frame: RawSpan) {
            var copy = ByteBuffer(capacity: frame.byteCount)
            copy.append(frame)
            bytes = consume copy
        }

        /// Gives it away, once.
        func take() -> ByteBuffer {
            guard let taken = bytes.take() else { preconditionFailure("written twice") }
            return taken
        }
    }
}

extension TransactionProtocol {
    /// What a producer is told.
    ///
    /// That the coordinator cannot be asked just now is NOT_ENOUGH_REPLICAS to it, upon which it tries
    /// again without looking for another leader (T-9).
    fileprivate func produceCode(of refusal: TransactionError) -> ErrorCode {
        switch refusal {
        case .notCoordinator, .loading, .notAvailable: .notEnoughReplicas
        case .concurrent where self != .implicit: .notEnoughReplicas
        default: code(of: refusal)
        }
    }
}
