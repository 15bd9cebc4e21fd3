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
                    response(outcome.value), after: outcome.goal, in: partition.replica,
                    late: refusal(.notAvailable), context)
            case .later(let ticket):
                let header = context.replyHeader
                return AwaitedTurn(
                    partition: partition, ticket: ticket,
                    take: { $0.takeSynced($1, tell: $2) },
                    reply: { answer in
                        switch answer {
                        case .success(let answer): header.reply(response(answer))
                        case .failure(let error): header.reply(refusal(error))
                        }
                    }
                ).outcome(in: context.loop)
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
}
