import Cluster
package import KafkaMessages
package import KafkaProtocol

/// Heartbeat (key 12): a member of a classic group is alive, and hears whether it must join again.
///
/// - v3: static members (KIP-345)
package enum Heartbeat: Api {
    package static let key = ApiKey.heartbeat
    package static let versions: ClosedRange<Int16> = 0...4

    package static func begin(
        _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = HeartbeatResponse()
        do throws(GroupError) {
            try context.namedGroup(request.groupId).heartbeat(
                memberID: request.memberId, instanceID: request.groupInstanceId,
                generation: request.generationId, of: request.groupId, now: context.loop.now)
        } catch {
            response.errorCode = error.code.rawValue
        }
        return .reply(context.reply(response))
    }
}
