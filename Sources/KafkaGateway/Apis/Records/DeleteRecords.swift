import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// DeleteRecords (key 21): takes away the oldest records of partitions (KIP-107).
///
/// It is answered when the records stay away whatever happens.
package enum DeleteRecords: Api {
    package static let key = ApiKey.deleteRecords
    package static let versions: ClosedRange<Int16> = 0...2

    package static func begin(
        _ request: DeleteRecordsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let count = request.topics.reduce(0) { $0 + $1.partitions.count }
        guard context.hasRoom(for: count, each: 300) else { return .close }
        var pending = Pending(request, in: context)
        return pending.finish(in: context.loop).map(Outcome.reply) ?? .wait(pending)
    }

    /// Deletions whose new log starts are not durable yet.
    struct Pending: Waiting {
        let deadline: Instant
        private let header: ReplyHeader
        private var response = DeleteRecordsResponse()
        private var goals: [Goal] = []

        /// A log start that is to become durable, and where the answer says so.
        private struct Goal {
            let replica: Replica
            let start: Offset
            let topic: Int
            let partition: Int
        }

        init(_ request: DeleteRecordsRequest, in context: RequestContext) {
            deadline = context.loop.now.advanced(
                byMilliseconds: Int64(max(request.timeoutMs, 0)))
            header = context.replyHeader
            for asked in request.topics {
                let image = context.image.topics[asked.name]
                var topic = DeleteRecordsResponse.Topics()
                topic.name = asked.name
                response.topics.append(topic)
                for partition in asked.partitions {
                    delete(partition, of: image, in: context)
                }
            }
        }

        private mutating func delete(
            _ asked: DeleteRecordsRequest.Topics.Partitions, of image: TopicImage?,
            in context: RequestContext
        ) {
            let topic = response.topics.count - 1
            var entry = DeleteRecordsResponse.Topics.Partitions()
            entry.partitionIndex = asked.partitionIndex
            entry.lowWatermark = -1
            switch DeleteRecords.delete(asked, of: image, in: context) {
            case .failure(let refusal):
                entry.errorCode = refusal.code.rawValue
            case .success(let (replica, start)):
                entry.lowWatermark = start.rawValue
                goals.append(
                    Goal(
                        replica: replica, start: start, topic: topic,
                        partition: response.topics[topic].partitions.count))
            }
            response.topics[topic].partitions.append(entry)
        }

        var watched: [ObjectIdentifier] { goals.map { ObjectIdentifier($0.replica) } }

        var isAwaitedAtStop: Bool { true }

        mutating func finish(in loop: LoopContext) -> Reply? {
            let asked = goals
            goals = []
            for goal in asked { settle(goal, in: loop) }
            guard goals.isEmpty || loop.now >= deadline else { return nil }
            for goal in goals { fail(goal, .requestTimedOut) }
            goals = []
            return header.reply(response)
        }

        /// Waits on, where the log's start is not durable yet; where it never will be, says so.
        private mutating func settle(_ goal: Goal, in loop: LoopContext) {
            if goal.replica.watch(durableStartBefore: goal.start, tell: loop.mailbox) {
                goals.append(goal)
            } else if !goal.replica.isStartDurable(at: goal.start) {
                fail(goal, .kafkaStorageError)
            }
        }

        private mutating func fail(_ goal: Goal, _ error: ErrorCode) {
            response.topics[goal.topic].partitions[goal.partition].errorCode = error.rawValue
            response.topics[goal.topic].partitions[goal.partition].lowWatermark = -1
        }
    }

    private struct Refusal: Error {
        let code: ErrorCode
    }

    /// Moves a log's start, or says why not.
    private static func delete(
        _ asked: DeleteRecordsRequest.Topics.Partitions, of topic: TopicImage?,
        in context: RequestContext
    ) -> Result<(Replica, Offset), Refusal> {
        guard topic?.isInternal != true else {
            return .failure(Refusal(code: .invalidTopicException))
        }
        switch context.loop.route(topic, asked.partitionIndex) {
        case .refused(let error): return .failure(Refusal(code: error))
        case .here(let replica):
            guard asked.offset >= -1 else { return .failure(Refusal(code: .offsetOutOfRange)) }
            let goal = asked.offset == -1 ? nil : Offset(rawValue: asked.offset)
            do throws(ReplicaError) {
                return .success(
                    (replica, try context.broker.deleteRecords(of: replica, before: goal)))
            } catch {
                return .failure(Refusal(code: error.code))
            }
        }
    }
}
