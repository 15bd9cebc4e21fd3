import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine
import Syscalls

/// Produce (key 0): appends record batches to partitions that this broker leads.
///
/// It is announced from version 0 on, because librdkafka before 2.11.1 would otherwise send its
/// data uncompressed, and answered from version 3 on.
///
/// What is written in transactions is told in `Produce+Transactions`.
///
/// - v3: record batches of format 2; transactions
/// - v7: zstd (KIP-110)
/// - v8: which records are to blame (KIP-467)
/// - v10: who leads instead (KIP-951)
/// - v11: a transaction that aborting would help (KIP-890)
/// - v12: partitions are added to the transaction by what is written to them (KIP-890)
/// - v13: topics by id (KIP-516)
package enum Produce: Api {
    package static let key = ApiKey.produce
    package static let versions: ClosedRange<Int16> = 3...13
    package static let announced: ClosedRange<Int16> = 0...13

    package static func begin(
        _ request: ProduceRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let count = request.topicData.reduce(0) { $0 + $1.partitionData.count }
        guard context.hasRoom(for: count, each: 800) else { return .close }
        do throws(ProduceRefusal) {
            guard -1...1 ~= request.acks else { throw ProduceRefusal(.invalidRequiredAcks) }
            guard let producer = try transactionalProducer(of: request, frame.bytes, context)
            else { return append(request, on: .plain, frame: &frame, in: context) }
            return begin(request, by: producer, frame: &frame, in: context)
        } catch {
            return append(request, on: .refused(error), frame: &frame, in: context)
        }
    }

    /// Appends what may be appended, and answers or waits for the disks.
    static func append(
        _ request: ProduceRequest, on terms: Terms, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var pending = Pending(request, on: terms, in: context)
        for asked in request.topicData {
            pending.add(asked, frame: &frame)
        }
        guard request.acks != 0 else { return pending.hasRefused ? .close : .silence }
        guard request.acks == -1 else { return .reply(pending.reply()) }
        return pending.finish(in: context.loop).map(Outcome.reply) ?? .wait(pending)
    }

    /// On what terms the batches of a request are appended, all alike or each on its own.
    enum Terms {
        case plain
        case refused(ProduceRefusal)
        /// In the order of the request's partitions.
        case each([BatchTerms])

        subscript(number: Int) -> BatchTerms {
            switch self {
            case .plain: .plain
            case .refused(let refusal): .refused(refusal)
            case .each(let terms): terms[number]
            }
        }
    }

    /// On what terms a batch is appended.
    enum BatchTerms {
        case plain
        case inTransaction(TransactionalAppend)
        case refused(ProduceRefusal)

        /// What the log must still find valid when the batch is appended.
        var verificationGuard: VerificationGuard? {
            guard case .inTransaction(let append) = self else { return nil }
            return append.verificationGuard
        }
    }
}

// MARK: - Waiting for the disks

extension Produce {
    /// A Produce whose answer is put together; with acks -1 it waits until its records are on every
    /// disk that counts.
    struct Pending: Waiting {
        let deadline: Instant
        /// Whether a partition did not take its records.
        private(set) var hasRefused = false
        private let context: RequestContext
        private let acks: Int16
        private let terms: Produce.Terms
        /// The partitions that were looked at.
        private var count = 0
        private var response = ProduceResponse()
        private var goals: [Goal] = []

        /// Records that are to become durable, and where the answer tells of them.
        private struct Goal {
            let replica: Replica
            let batch: AppendedBatch
            let topic: Int
            let partition: Int
        }

        init(_ request: ProduceRequest, on terms: Produce.Terms, in context: RequestContext) {
            self.terms = terms
            deadline = context.loop.now.advanced(byMilliseconds: Int64(max(request.timeoutMs, 0)))
            self.context = context
            acks = request.acks
            response.responses.reserveCapacity(request.topicData.count)
        }

        var watched: [ObjectIdentifier] { goals.map { ObjectIdentifier($0.replica) } }

        var isAwaitedAtStop: Bool { true }

        var letsProducesBegin: Bool { true }

        var keptByteCount: Int { goals.count * Self.goalByteCount }

        /// About what a partition takes while its Produce waits.
        private static let goalByteCount = 256

        /// The reply as it stands.
        func reply() -> Reply { context.reply(response) }

        mutating func finish(in loop: LoopContext) -> Reply? {
            var left = 0
            for index in goals.indices where !isSettled(goals[index], in: loop) {
                goals[left] = goals[index]
                left += 1
            }
            goals.removeLast(goals.count - left)
            guard goals.isEmpty || loop.now >= deadline else { return nil }
            for goal in goals { fail(goal, .requestTimedOut) }
            goals = []
            return reply()
        }

        /// Whether there is nothing to wait for: the records are durable, or never will be, and then
        /// the answer says why.
        private mutating func isSettled(_ goal: Goal, in loop: LoopContext) -> Bool {
            guard !goal.replica.watch(before: goal.batch.end, tell: loop.mailbox) else {
                return false
            }
            if !goal.replica.hasReached(goal.batch.end),
                let obstacle = goal.replica.obstacle(inEpoch: goal.batch.leaderEpoch)
            {
                fail(goal, obstacle.code)
            }
            return true
        }

        private mutating func fail(_ goal: Goal, _ error: ErrorCode) {
            response.responses[goal.topic].partitionResponses[goal.partition].errorCode =
                error.rawValue
        }
    }
}

// MARK: - Appending

extension Produce.Pending {
    typealias Entry = ProduceResponse.Responses.PartitionResponses

    /// Appends what the request has for a topic, partition by partition: one that refuses keeps no
    /// other from taking its own (P-18).
    mutating func add(_ asked: ProduceRequest.TopicData, frame: inout MutableRawSpan) {
        var topic = ProduceResponse.Responses()
        topic.name = asked.name
        topic.topicId = asked.topicId
        topic.partitionResponses.reserveCapacity(asked.partitionData.count)
        response.responses.append(topic)
        let name = context.version >= 13 ? FetchTopic.id(asked.topicId) : .name(asked.name)
        let found = context.loop.find(name)
        for partition in asked.partitionData {
            var entry = Entry()
            entry.index = partition.index
            do throws(ProduceRefusal) {
                try append(partition, to: found, on: terms[count], frame: &frame, &entry)
            } catch {
                refuse(error, name, &entry)
            }
            count += 1
            response.responses[response.responses.count - 1].partitionResponses.append(entry)
        }
    }

    private mutating func append(
        _ asked: ProduceRequest.TopicData.PartitionData,
        to found: Result<TopicImage, UnknownTopic>, on terms: Produce.BatchTerms,
        frame: inout MutableRawSpan, _ entry: inout Entry
    ) throws(ProduceRefusal) {
        if case .refused(let refusal) = terms { throw refusal }
        let replica = try Produce.replica(of: found, asked.index, context)
        let batch = try ProducedBatch.append(
            asked.records, in: &frame, to: replica, acks: acks, on: terms, context)
        context.loop.settleLater(replica)
        entry.baseOffset = batch.baseOffset.rawValue
        entry.logAppendTimeMs = batch.logAppendTime?.rawValue ?? -1
        entry.logStartOffset = batch.logStartOffset.rawValue
        guard acks == -1, !batch.isCommittedOnceWritten else { return }
        let last = response.responses.count - 1
        goals.append(
            Goal(
                replica: replica, batch: batch, topic: last,
                partition: response.responses[last].partitionResponses.count))
    }

    private mutating func refuse(
        _ refusal: ProduceRefusal, _ topic: FetchTopic, _ entry: inout Entry
    ) {
        hasRefused = true
        entry.errorCode = refusal.code.rawValue
        entry.errorMessage = refusal.message
        entry.baseOffset = -1
        entry.recordErrors = refusal.problems.map { problem in
            var record = Entry.RecordErrors()
            record.batchIndex = problem.index
            record.batchIndexErrorMessage = problem.message
            return record
        }
        guard context.version >= 10,
            let leader = context.leader(after: refusal.code, topic, entry.index)
        else { return }
        entry.currentLeader.leaderId = leader.id
        entry.currentLeader.leaderEpoch = leader.epoch.rawValue
        tellAddress(of: leader.id)
    }

    private mutating func tellAddress(of leader: Int32) {
        guard !response.nodeEndpoints.contains(where: { $0.nodeId == leader }),
            let broker = context.image.brokers[leader], let address = context.address(of: broker)
        else { return }
        var endpoint = ProduceResponse.NodeEndpoints()
        endpoint.nodeId = address.id
        endpoint.host = address.host
        endpoint.port = address.port
        endpoint.rack = address.rack
        response.nodeEndpoints.append(endpoint)
    }
}

extension Produce {
    /// The replica to which a partition's records go.
    static func replica(
        of found: Result<TopicImage, UnknownTopic>, _ partition: Int32, _ context: RequestContext
    ) throws(ProduceRefusal) -> Replica {
        let topic: TopicImage
        switch found {
        case .success(let image): topic = image
        case .failure(let unknown): throw ProduceRefusal(unknown.code)
        }
        guard !topic.isInternal || context.header.clientID == adminClient else {
            throw ProduceRefusal(.invalidTopicException)
        }
        switch context.loop.route(topic, partition) {
        case .refused(let error): throw ProduceRefusal(error)
        case .here(let replica): return replica
        }
    }

    /// The client id that may write to the broker's own topics, as in Kafka (P-16).
    private static let adminClient = "__admin_client"
}
