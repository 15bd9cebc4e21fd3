import Bytes
import Cluster
package import KafkaMessages
package import KafkaProtocol

/// ConsumerGroupHeartbeat (key 68): all that a member of a consumer group of KIP-848 says.
///
/// - v1: regular expressions; the client chooses its member id (KIP-1082)
package enum ConsumerGroupHeartbeat: Api {
    package static let key = ApiKey.consumerGroupHeartbeat
    package static let versions: ClosedRange<Int16> = 0...1

    package static func begin(
        _ request: ConsumerGroupHeartbeatRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        do throws(GroupError) {
            try context.requireConsumerProtocol()
            if let problem = problem(with: request, context.version) {
                return .reply(context.reply(refusal(.invalidRequest, problem)))
            }
            let partition = try context.groups(of: request.groupId)
            let outcome = try partition.heartbeat(
                heartbeat(request, context), of: request.groupId,
                settings: context.broker.consumerGroupSettings(
                    of: request.groupId, in: context.image),
                topics: context.topicDirectory, now: context.loop.now,
                wallTime: context.loop.wallTime)
            return AwaitedRecords.outcome(
                response(outcome.value), after: outcome.goal, in: partition.replica,
                late: refusal(GroupError.notAvailable.code, nil), context)
        } catch {
            return .reply(context.reply(refusal(error.code, message(error))))
        }
    }

    /// What is wrong with the request itself (N-1).
    private static func problem(
        with request: ConsumerGroupHeartbeatRequest, _ version: Int16
    ) -> String? {
        if request.groupId.isEmpty { return "GroupId can't be empty." }
        if request.instanceId?.isEmpty == true { return "InstanceId can't be empty." }
        if request.rackId?.isEmpty == true { return "RackId can't be empty." }
        if version >= 1 || request.memberEpoch != 0, request.memberId.isEmpty {
            return "MemberId can't be empty."
        }
        if request.memberEpoch < -2 { return "MemberEpoch is invalid." }
        if request.memberEpoch == -2, request.instanceId == nil {
            return "InstanceId can't be null."
        }
        guard request.memberEpoch == 0 else { return nil }
        if request.rebalanceTimeoutMs == -1 {
            return "RebalanceTimeoutMs must be provided in first request."
        }
        if request.topicPartitions?.isEmpty != true {
            return "TopicPartitions must be empty when (re-)joining."
        }
        if request.subscribedTopicNames == nil, request.subscribedTopicRegex == nil {
            return
                "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining."
        }
        return nil
    }

    private static func heartbeat(
        _ request: ConsumerGroupHeartbeatRequest, _ context: RequestContext
    ) -> ConsumerHeartbeat {
        var heartbeat = ConsumerHeartbeat()
        heartbeat.memberID = request.memberId.isEmpty ? context.freshMemberSuffix : request.memberId
        heartbeat.epoch = request.memberEpoch
        heartbeat.instanceID = request.instanceId
        heartbeat.rackID = request.rackId
        heartbeat.rebalanceTimeoutMs =
            request.rebalanceTimeoutMs < 0 ? nil : request.rebalanceTimeoutMs
        heartbeat.topicNames = request.subscribedTopicNames.map(Set.init)
        heartbeat.topicRegex = request.subscribedTopicRegex
        heartbeat.assignor = request.serverAssignor
        heartbeat.owned = request.topicPartitions.map { topics in
            PartitionSet(topics.map { ($0.topicId, $0.partitions) })
        }
        heartbeat.clientID = context.header.clientID ?? ""
        heartbeat.clientHost = context.clientHost
        return heartbeat
    }

    private static func response(_ answer: ConsumerHeartbeatAnswer)
        -> ConsumerGroupHeartbeatResponse
    {
        var response = ConsumerGroupHeartbeatResponse()
        response.memberId = answer.memberID
        response.memberEpoch = answer.epoch
        response.heartbeatIntervalMs = answer.heartbeatIntervalMs
        response.assignment = answer.assignment.map { assigned in
            var assignment = ConsumerGroupHeartbeatResponse.Assignment()
            assignment.topicPartitions = assigned.sorted.map { topicID, partitions in
                var topic = ConsumerGroupHeartbeatResponse.Assignment.TopicPartitions()
                topic.topicId = topicID
                topic.partitions = partitions
                return topic
            }
            return assignment
        }
        return response
    }

    private static func refusal(_ code: ErrorCode, _ message: String?)
        -> ConsumerGroupHeartbeatResponse
    {
        var response = ConsumerGroupHeartbeatResponse()
        response.errorCode = code.rawValue
        response.errorMessage = message
        return response
    }

    /// The sentence that comes with a refusal.
    private static func message(_ error: GroupError) -> String? {
        switch error {
        case .fencedMemberEpoch:
            "The consumer group member's epoch is not the one that is known. The member must abandon all its "
                + "partitions and rejoin."
        case .unreleasedInstance: "The instance id is still in use by another member of the group."
        case .fencedInstance: "Another member has taken the place of this instance id."
        case .unknownMember: "The member is not in the group."
        case .groupNotFound: "There is no such consumer group."
        case .unsupportedAssignor: "The assignor is none of group.consumer.assignors."
        case .invalidRegularExpression: "SubscribedTopicRegex is not a valid regular expression."
        case .groupFull: "The consumer group has reached its maximum capacity."
        default: nil
        }
    }
}
