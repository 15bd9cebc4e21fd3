import Cluster
package import KafkaMessages
package import KafkaProtocol

/// LeaveGroup (key 13): takes members out of a group.
///
/// - v3: several members, by member id or instance id (KIP-345)
/// - v5: a reason (KIP-800)
package enum LeaveGroup: Api {
    package static let key = ApiKey.leaveGroup
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: LeaveGroupRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let named: [(memberID: String, instanceID: String?)] =
            context.version < 3
            ? [(request.memberId, nil)] : request.members.map { ($0.memberId, $0.groupInstanceId) }
        do throws(GroupError) {
            let partition = try context.namedGroup(request.groupId)
            let outcome = try partition.leave(
                named, of: request.groupId, topics: context.topicDirectory, now: context.loop.now,
                wallTime: context.loop.wallTime)
            return AwaitedRecords.outcome(
                response(outcome.value, named, context.version), after: outcome.goal,
                in: partition.replica,
                late: refusal(.notAvailable), context)
        } catch {
            return .reply(context.reply(refusal(error)))
        }
    }

    private static func response(
        _ results: [Result<Void, GroupError>], _ named: [(memberID: String, instanceID: String?)],
        _ version: Int16
    ) -> LeaveGroupResponse {
        var response = LeaveGroupResponse()
        let codes = results.map { result -> Int16 in
            switch result {
            case .success: ErrorCode.none.rawValue
            case .failure(let error): error.code.rawValue
            }
        }
        guard version >= 3 else {
            response.errorCode = codes.first ?? ErrorCode.none.rawValue
            return response
        }
        response.members = zip(named, codes).map { name, code in
            var member = LeaveGroupResponse.Members()
            member.memberId = name.memberID
            member.groupInstanceId = name.instanceID
            member.errorCode = code
            return member
        }
        return response
    }

    private static func refusal(_ error: GroupError) -> LeaveGroupResponse {
        var response = LeaveGroupResponse()
        response.errorCode = error.code.rawValue
        return response
    }
}
