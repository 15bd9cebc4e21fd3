import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// JoinGroup (key 11): becomes a member of a classic group, or takes part in its next generation.
///
/// - v1: a rebalance timeout of its own; v0 has the session timeout for it
/// - v4: a newcomer is given its id first (KIP-394)
/// - v5: static members (KIP-345)
/// - v7: the reply has the protocol type (KIP-559)
/// - v9: a static leader may be told to keep the assignment (KIP-814)
package enum JoinGroup: Api {
    package static let key = ApiKey.joinGroup
    package static let versions: ClosedRange<Int16> = 0...9

    package static func begin(
        _ request: JoinGroupRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        do throws(GroupError) {
            let partition = try context.namedGroup(request.groupId)
            let reply = try partition.join(
                joining(request, context), to: request.groupId, topics: context.topicDirectory,
                now: context.loop.now, wallTime: context.loop.wallTime)
            switch reply {
            case .now(let outcome):
                return AwaitedRecords.outcome(
                    response(outcome.value), after: outcome.goal, in: partition.replica,
                    late: refusal(.notAvailable, request.memberId, context.version), context)
            case .later(let ticket):
                let (header, memberID) = (context.replyHeader, request.memberId)
                return AwaitedTurn(
                    partition: partition, ticket: ticket,
                    take: { $0.takeJoined($1, tell: $2) },
                    reply: { answer in
                        switch answer {
                        case .success(let answer): header.reply(response(answer))
                        case .failure(let error):
                            header.reply(refusal(error, memberID, header.apiVersion))
                        }
                    }
                ).outcome(in: context.loop)
            }
        } catch {
            return .reply(context.reply(refusal(error, request.memberId, context.version)))
        }
    }

    private static func joining(
        _ request: JoinGroupRequest, _ context: RequestContext
    ) -> JoinRequest {
        var joining = JoinRequest()
        joining.memberID = request.memberId
        joining.instanceID = request.groupInstanceId
        joining.clientID = context.header.clientID ?? ""
        joining.clientHost = context.clientHost
        joining.sessionTimeoutMs = Int64(request.sessionTimeoutMs)
        joining.rebalanceTimeoutMs = Int64(
            context.version == 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs)
        joining.protocolType = request.protocolType
        joining.protocols = request.protocols.map { ($0.name, $0.metadata) }
        joining.takesIDFirst = context.version >= 4
        joining.canSkipAssignment = context.version >= 9
        joining.freshSuffix = request.memberId.isEmpty ? context.freshMemberSuffix : ""
        return joining
    }

    private static func response(_ answer: JoinAnswer) -> JoinGroupResponse {
        var response = JoinGroupResponse()
        response.generationId = answer.generation
        response.protocolType = answer.protocolType
        response.protocolName = answer.protocolName
        response.leader = answer.leaderID
        response.skipAssignment = answer.skipAssignment
        response.memberId = answer.memberID
        response.members = answer.members.map { id, instanceID, metadata in
            var member = JoinGroupResponse.Members()
            member.memberId = id
            member.groupInstanceId = instanceID
            member.metadata = metadata
            return member
        }
        return response
    }

    private static func refusal(
        _ error: GroupError, _ memberID: String, _ version: Int16
    ) -> JoinGroupResponse {
        var response = JoinGroupResponse()
        response.errorCode = error.code.rawValue
        response.generationId = -1
        response.protocolName = version >= 7 ? nil : ""
        switch error {
        case .memberIDRequired(let fresh): response.memberId = fresh
        case .groupFull: response.memberId = ""
        default: response.memberId = memberID
        }
        return response
    }
}
