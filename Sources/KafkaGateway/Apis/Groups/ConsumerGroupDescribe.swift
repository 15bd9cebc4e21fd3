import Bytes
import Cluster
package import KafkaMessages
package import KafkaProtocol

/// ConsumerGroupDescribe (key 69): consumer groups of KIP-848 with their members.
///
/// - v1: which protocol each member speaks
package enum ConsumerGroupDescribe: Api {
    package static let key = ApiKey.consumerGroupDescribe
    package static let versions: ClosedRange<Int16> = 0...1

    typealias Entry = ConsumerGroupDescribeResponse.Groups

    package static func begin(
        _ request: ConsumerGroupDescribeRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = ConsumerGroupDescribeResponse()
        response.groups = mentionedOnce(request.groupIds).map { id in
            var entry = entry(id, context)
            if request.includeAuthorizedOperations, entry.errorCode == 0 {
                entry.authorizedOperations = AuthorizedOperations.onGroup
            }
            return entry
        }
        return .reply(context.reply(response))
    }

    private static func entry(_ id: String, _ context: RequestContext) -> Entry {
        var entry = Entry()
        entry.groupId = id
        do throws(GroupError) {
            try context.requireConsumerProtocol()
            guard let group = try context.namedGroup(id).consumerGroup(id) else {
                throw .groupNotFound
            }
            entry.groupState = group.stateName
            entry.groupEpoch = group.epoch
            entry.assignmentEpoch = group.assignmentEpoch
            entry.assignorName = group.assignor.rawValue
            entry.members = group.members.map { member($0, of: group, context) }
        } catch {
            entry.errorCode = error.code.rawValue
            entry.errorMessage =
                error == .groupNotFound ? "Group \(id) is not a consumer group." : nil
        }
        return entry
    }

    private static func member(
        _ member: ConsumerGroup.Member, of group: ConsumerGroup, _ context: RequestContext
    ) -> Entry.Members {
        var entry = Entry.Members()
        entry.memberId = member.id
        entry.instanceId = member.instanceID
        entry.rackId = member.rackID
        entry.memberEpoch = member.epoch
        entry.clientId = member.clientID
        entry.clientHost = member.clientHost
        entry.subscribedTopicNames = member.topicNames.sorted()
        entry.subscribedTopicRegex = member.topicRegex.flatMap { $0.isEmpty ? nil : $0 }
        for (topicID, partitions) in member.assigned.sorted {
            var topic = Entry.Members.Assignment.TopicPartitions()
            topic.topicId = topicID
            topic.topicName = context.image.topics[topicID]?.name ?? ""
            topic.partitions = partitions
            entry.assignment.topicPartitions.append(topic)
        }
        for (topicID, partitions) in (group.targets[member.id] ?? PartitionSet()).sorted {
            var topic = Entry.Members.TargetAssignment.TopicPartitions()
            topic.topicId = topicID
            topic.topicName = context.image.topics[topicID]?.name ?? ""
            topic.partitions = partitions
            entry.targetAssignment.topicPartitions.append(topic)
        }
        entry.memberType = member.classic == nil ? 1 : 0
        return entry
    }
}
