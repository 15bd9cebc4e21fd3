import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// Produce (key 0): appends record batches to partitions that this broker leads.
///
/// It is announced from version 0 on, because librdkafka before 2.11.1 would otherwise send its
/// data uncompressed, and answered from version 3 on.
///
/// - v3: record batches of format 2; transactions
/// - v7: zstd (KIP-110)
/// - v8: which records are to blame (KIP-467)
/// - v10: who leads instead (KIP-951)
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
        var pending = Pending(request, in: context)
        let refusal = refusalOfAll(request, frame.bytes)
        for asked in request.topicData {
            pending.add(asked, refusal: refusal, frame: &frame)
        }
        guard request.acks != 0 else { return pending.hasRefused ? .close : .silence }
        guard request.acks == -1 else { return .reply(pending.reply()) }
        return pending.finish(in: context.loop).map(Outcome.reply) ?? .wait(pending)
    }

    /// What keeps every partition of the request from being written.
    ///
    /// This broker keeps no transactional ids, so none that a batch can have is known (T-5).
    private static func refusalOfAll(
        _ request: ProduceRequest, _ frame: RawSpan
    ) -> ProduceRefusal? {
        guard -1...1 ~= request.acks else { return ProduceRefusal(.invalidRequiredAcks) }
        for topic in request.topicData {
            for partition in topic.partitionData
            where isTransactional(partition.records, in: frame) {
                return ProduceRefusal(
                    request.transactionalId == nil
                        ? .transactionalIdAuthorizationFailed : .invalidProducerIdMapping)
            }
        }
        return nil
    }

    private static func isTransactional(_ records: Records, in frame: RawSpan) -> Bool {
        guard case .inFrame(let range) = records, range.count >= RecordBatchHeader.byteCount,
            let header = RecordBatchHeader(frame, at: range.lowerBound)
        else { return false }
        return header.magic == 2 && header.isTransactional
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
        private var response = ProduceResponse()
        private var goals: [Goal] = []

        /// Records that are to become durable, and where the answer tells of them.
        private struct Goal {
            let replica: Replica
            let batch: AppendedBatch
            let topic: Int
            let partition: Int
        }

        init(_ request: ProduceRequest, in context: RequestContext) {
            deadline = context.loop.now.advanced(byMilliseconds: Int64(max(request.timeoutMs, 0)))
            self.context = context
            acks = request.acks
            response.responses.reserveCapacity(request.topicData.count)
        }

        var watched: [ObjectIdentifier] { goals.map { ObjectIdentifier($0.replica) } }

        var isAwaitedAtStop: Bool { true }

        var letsProducesBegin: Bool { true }

        /// The reply as it stands.
        func reply() -> Reply { context.reply(response) }

        mutating func finish(in loop: LoopContext) -> Reply? {
            let asked = goals
            goals = []
            for goal in asked { settle(goal, in: loop) }
            guard goals.isEmpty || loop.now >= deadline else { return nil }
            for goal in goals { fail(goal, .requestTimedOut) }
            goals = []
            return reply()
        }

        /// Waits on, where the records are not durable yet; where they never will be, says why.
        private mutating func settle(_ goal: Goal, in loop: LoopContext) {
            guard !goal.replica.watch(before: goal.batch.end, tell: loop.mailbox) else {
                goals.append(goal)
                return
            }
            guard goal.replica.status.highWatermark < goal.batch.end else { return }
            if let obstacle = goal.replica.obstacle(inEpoch: goal.batch.leaderEpoch) {
                fail(goal, obstacle.code)
            }
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
    mutating func add(
        _ asked: ProduceRequest.TopicData, refusal: ProduceRefusal?, frame: inout MutableRawSpan
    ) {
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
                if let refusal { throw refusal }
                try append(partition, to: found, frame: &frame, &entry)
            } catch {
                refuse(error, name, &entry)
            }
            response.responses[response.responses.count - 1].partitionResponses.append(entry)
        }
    }

    private mutating func append(
        _ asked: ProduceRequest.TopicData.PartitionData,
        to found: Result<TopicImage, UnknownTopic>, frame: inout MutableRawSpan,
        _ entry: inout Entry
    ) throws(ProduceRefusal) {
        let topic: TopicImage
        switch found {
        case .success(let image): topic = image
        case .failure(let unknown): throw ProduceRefusal(unknown.code)
        }
        guard !topic.isInternal || context.header.clientID == Produce.adminClient else {
            throw ProduceRefusal(.invalidTopicException)
        }
        let replica: Replica
        switch context.loop.route(topic, asked.index) {
        case .refused(let error): throw ProduceRefusal(error)
        case .here(let here): replica = here
        }
        let batch = try ProducedBatch.append(
            asked.records, in: &frame, to: replica, acks: acks, context)
        entry.baseOffset = batch.baseOffset.rawValue
        entry.logAppendTimeMs = batch.logAppendTime?.rawValue ?? -1
        entry.logStartOffset = batch.logStartOffset.rawValue
        guard acks == -1 else { return }
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
    /// The client id that may write to the broker's own topics, as in Kafka (P-16).
    fileprivate static let adminClient = "__admin_client"
}
