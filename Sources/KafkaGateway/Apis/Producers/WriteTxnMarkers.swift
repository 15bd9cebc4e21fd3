import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol
import LogEngine
import Syscalls

/// WriteTxnMarkers (key 27): the coordinator of a transaction, or an operator, ends it in partitions that
/// this broker leads (T-12, T-19, KIP-98).
///
/// - v2: the version of the transaction's protocol (KIP-1228)
package enum WriteTxnMarkers: Api {
    package static let key = ApiKey.writeTxnMarkers
    package static let versions: ClosedRange<Int16> = 1...2

    package static func begin(
        _ request: WriteTxnMarkersRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let count = request.markers.reduce(0) { count, marker in
            marker.topics.reduce(count) { $0 + $1.partitionIndexes.count }
        }
        guard context.hasRoom(for: count, each: 100) else { return .close }
        var pending = Pending(context)
        for marker in request.markers {
            pending.write(marker, context)
        }
        return pending.finish(in: context.loop).map(Outcome.reply) ?? .wait(pending)
    }

    /// Markers that are written, and the answer that is given when they are on every disk that counts.
    struct Pending: Waiting {
        let deadline: Instant
        private let header: ReplyHeader
        private var response = WriteTxnMarkersResponse()
        private var goals: [Goal] = []

        private struct Goal {
            let replica: Replica
            let end: Offset
            let marker: Int
            let topic: Int
            let partition: Int
        }

        init(_ context: RequestContext) {
            deadline = context.loop.now.advanced(
                byMilliseconds: context.loop.configuration.requestTimeoutMs)
            header = context.replyHeader
        }

        var watched: [ObjectIdentifier] { goals.map { ObjectIdentifier($0.replica) } }

        var isAwaitedAtStop: Bool { true }

        mutating func finish(in loop: LoopContext) -> Reply? {
            let asked = goals
            goals = []
            for goal in asked {
                if goal.replica.watch(before: goal.end, tell: loop.mailbox) {
                    goals.append(goal)
                } else if goal.replica.status.highWatermark < goal.end {
                    fail(goal, .notLeaderOrFollower)
                }
            }
            guard goals.isEmpty || loop.now >= deadline else { return nil }
            for goal in goals { fail(goal, .requestTimedOut) }
            goals = []
            return header.reply(response)
        }

        private mutating func fail(_ goal: Goal, _ error: ErrorCode) {
            response.markers[goal.marker].topics[goal.topic].partitions[goal.partition].errorCode =
                error.rawValue
        }
    }
}

// MARK: - Writing

extension WriteTxnMarkers.Pending {
    mutating func write(
        _ asked: WriteTxnMarkersRequest.Markers, _ context: RequestContext
    ) {
        var answer = WriteTxnMarkersResponse.Markers()
        answer.producerId = asked.producerId
        for (place, topic) in asked.topics.enumerated() {
            var row = WriteTxnMarkersResponse.Markers.Topics()
            row.name = topic.name
            for (position, index) in topic.partitionIndexes.enumerated() {
                var part = WriteTxnMarkersResponse.Markers.Topics.Partitions()
                part.partitionIndex = index
                do throws(MarkerRefusal) {
                    let (replica, end) = try append(asked, topic.name, index, context)
                    goals.append(
                        Goal(
                            replica: replica, end: end, marker: response.markers.count,
                            topic: place, partition: position))
                } catch {
                    part.errorCode = error.code.rawValue
                }
                row.partitions.append(part)
            }
            answer.topics.append(row)
        }
        response.markers.append(answer)
    }

    private struct MarkerRefusal: Error {
        let code: ErrorCode
    }

    /// - Returns: where it was appended, and how far that must be committed.
    private func append(
        _ asked: WriteTxnMarkersRequest.Markers, _ name: String, _ index: Int32,
        _ context: RequestContext
    ) throws(MarkerRefusal) -> (Replica, Offset) {
        // A marker that names no producer would end nothing, and lie in the log for ever.
        guard asked.producerId >= 0, asked.producerEpoch >= 0 else {
            throw MarkerRefusal(code: .invalidRequest)
        }
        guard let topic = context.image.topics[name] else {
            throw MarkerRefusal(code: .unknownTopicOrPartition)
        }
        switch context.loop.route(topic, index) {
        case .refused(let code): throw MarkerRefusal(code: code)
        case .here(let replica):
            do throws(ReplicaError) {
                return (replica, try append(asked, to: replica, context).end)
            } catch {
                throw MarkerRefusal(code: error.code)
            }
        }
    }

    /// Offsets that are pending in a partition of `__consumer_offsets` come into force with the marker, or
    /// are dropped.
    private func append(
        _ asked: WriteTxnMarkersRequest.Markers, to replica: Replica, _ context: RequestContext
    ) throws(ReplicaError) -> AppendedBatch {
        let marker = TransactionMarker(
            isCommit: asked.transactionResult, coordinatorEpoch: asked.coordinatorEpoch)
        let producer = ProducerIdentity(asked.producerId, asked.producerEpoch)
        guard replica.partition.topic == TopicName.consumerOffsets else {
            return try replica.appendMarker(
                marker, producerID: producer.id, producerEpoch: producer.epoch,
                transactionVersion: asked.transactionVersion, now: context.loop.wallTime)
        }
        guard
            let groups = context.broker.groups.partition(at: replica.partition.partition.rawValue)
        else { throw .notLeader(leader: -1, epoch: replica.status.leaderEpoch) }
        return try groups.end(
            marker, of: producer.id, epoch: producer.epoch,
            transactionVersion: asked.transactionVersion, now: context.loop.wallTime)
    }
}
