import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// SyncGroup (key 14): the leader hands out the assignment, everybody gets its share.
///
/// - v3: static members (KIP-345)
/// - v5: names the protocol (KIP-559)
package enum SyncGroup: Api {
    package static let key = ApiKey.syncGroup
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: SyncGroupRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        do throws(GroupError) {
            let partition = try context.namedGroup(request.groupId)
            let reply = try partition.sync(
                syncing(request, context.version), of: request.groupId,
                topics: context.topicDirectory, now: context.loop.now,
                wallTime: context.loop.wallTime)
            switch reply {
            case .now(let outcome):
                return AwaitedRecords.outcome(
                    response(outcome.value), after: outcome.goal, in: partition,
                    late: refusal(.notAvailable), context)
            case .later(let ticket):
                var pending = Pending(
                    partition: partition, ticket: ticket, header: context.replyHeader)
                return pending.finish(in: context.loop).map(Outcome.reply) ?? .wait(pending)
            }
        } catch {
            return .reply(context.reply(refusal(error)))
        }
    }

    private static func syncing(_ request: SyncGroupRequest, _ version: Int16) -> SyncRequest {
        var syncing = SyncRequest()
        syncing.memberID = request.memberId
        syncing.instanceID = request.groupInstanceId
        syncing.generation = request.generationId
        syncing.named = version >= 5 ? (request.protocolType, request.protocolName) : nil
        syncing.assignments = request.assignments.map { ($0.memberId, $0.assignment) }
        return syncing
    }

    private static func response(_ answer: SyncAnswer) -> SyncGroupResponse {
        var response = SyncGroupResponse()
        response.protocolType = answer.protocolType
        response.protocolName = answer.protocolName
        response.assignment = answer.assignment
        return response
    }

    private static func refusal(_ error: GroupError) -> SyncGroupResponse {
        var response = SyncGroupResponse()
        response.errorCode = error.code.rawValue
        return response
    }

    /// A member that waits for the leader's assignment.
    struct Pending: Waiting {
        let partition: OffsetsPartition
        let ticket: GroupTicket
        let header: ReplyHeader

        var deadline: Instant { .distantFuture }
        var watched: [ObjectIdentifier] {
            [ObjectIdentifier(partition), ObjectIdentifier(partition.replica)]
        }

        mutating func finish(in loop: LoopContext) -> Reply? {
            switch partition.takeSynced(ticket, tell: loop.mailbox) {
            case .success(let answer)?: header.reply(response(answer))
            case .failure(let error)?: header.reply(refusal(error))
            case nil:
                // The broker stops: the member looks for the coordinator again.
                loop.now >= deadline ? abandoned() : nil
            }
        }

        func abandon() {
            partition.abandon(ticket)
        }

        private func abandoned() -> Reply {
            abandon()
            return header.reply(refusal(.notAvailable))
        }
    }
}
