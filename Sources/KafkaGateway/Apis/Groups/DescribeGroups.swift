import Cluster
package import KafkaMessages
package import KafkaProtocol

/// DescribeGroups (key 15): classic groups with their members.
///
/// - v3: authorized operations, where asked for
/// - v4: static members
/// - v6: an unknown group is an error (KIP-1043)
package enum DescribeGroups: Api {
    package static let key = ApiKey.describeGroups
    package static let versions: ClosedRange<Int16> = 0...6

    package static func begin(
        _ request: DescribeGroupsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = DescribeGroupsResponse()
        response.groups = mentionedOnce(request.groups).map { id in
            var row = row(id, context)
            if request.includeAuthorizedOperations, row.errorCode == 0 {
                row.authorizedOperations = AuthorizedOperations.onGroup
            }
            return row
        }
        return .reply(context.reply(response))
    }

    private static func row(_ id: String, _ context: RequestContext)
        -> DescribeGroupsResponse.Groups
    {
        var row = DescribeGroupsResponse.Groups()
        row.groupId = id
        do throws(GroupError) {
            guard let group = try context.groups(of: id).classicGroup(id) else {
                row.groupState = ClassicGroup.State.dead.name
                guard context.version >= 6 else { return row }
                throw .groupNotFound
            }
            describe(group, &row)
        } catch {
            row.errorCode = error.code.rawValue
            row.errorMessage = error == .groupNotFound ? "Group \(id) not found." : nil
        }
        return row
    }

    /// Until a rebalance is complete members are shown without metadata and assignment.
    private static func describe(_ group: ClassicGroup, _ row: inout DescribeGroupsResponse.Groups)
    {
        let isStable = group.state == .stable
        row.groupState = group.state.name
        row.protocolType = group.protocolType ?? ""
        row.protocolData = isStable ? group.protocolName ?? "" : ""
        row.members = group.members.map { member in
            var entry = DescribeGroupsResponse.Groups.Members()
            entry.memberId = member.id
            entry.groupInstanceId = member.instanceID
            entry.clientId = member.clientID
            entry.clientHost = member.clientHost
            entry.memberMetadata = isStable ? member.metadata(for: group.protocolName) : []
            entry.memberAssignment = isStable ? member.assignment : []
            return entry
        }
    }
}
