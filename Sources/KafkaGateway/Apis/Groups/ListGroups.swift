import Cluster
package import KafkaMessages
package import KafkaProtocol

/// ListGroups (key 16): the groups that this broker coordinates.
///
/// - v4: by state (KIP-518)
/// - v5: by type (KIP-848)
package enum ListGroups: Api {
    package static let key = ApiKey.listGroups
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: ListGroupsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = ListGroupsResponse()
        let states = Set(request.statesFilter.map { $0.lowercased() })
        let types = Set(request.typesFilter.map { $0.lowercased() })
        do throws(GroupError) {
            for partition in context.broker.groups.all {
                response.groups += try groups(of: partition).filter { group in
                    (states.isEmpty || states.contains(group.state.lowercased()))
                        && (types.isEmpty || types.contains(group.type))
                }.map(row)
            }
            response.groups.sort { $0.groupId < $1.groupId }
        } catch {
            response.groups = []
            response.errorCode = error.code.rawValue
        }
        return .reply(context.reply(response))
    }

    /// The groups of a partition; none where it is not served any more, as in Kafka: the others are
    /// listed all the same.
    private static func groups(of partition: OffsetsPartition) throws(GroupError) -> [GroupListing]
    {
        do throws(GroupError) {
            return try partition.list()
        } catch .notCoordinator {
            return []
        }
    }

    private static func row(_ group: GroupListing) -> ListGroupsResponse.Groups {
        var row = ListGroupsResponse.Groups()
        row.groupId = group.id
        row.protocolType = group.protocolType
        row.groupState = group.state
        row.groupType = group.type
        return row
    }
}
