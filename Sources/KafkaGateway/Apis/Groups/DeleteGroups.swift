import Cluster
package import KafkaMessages
package import KafkaProtocol

/// DeleteGroups (key 42): removes empty groups with their offsets (KIP-229).
package enum DeleteGroups: Api {
    package static let key = ApiKey.deleteGroups
    package static let versions: ClosedRange<Int16> = 0...2

    package static func begin(
        _ request: DeleteGroupsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = DeleteGroupsResponse()
        var goals: [AwaitedRecords<DeleteGroupsResponse>.Goal] = []
        response.results = mentionedOnce(request.groupsNames).map { id in
            var row = DeleteGroupsResponse.Results()
            row.groupId = id
            do throws(GroupError) {
                let partition = try context.groups(of: id)
                let goal = try partition.delete(id, wallTime: context.loop.wallTime).goal
                goals.append((partition.replica, goal))
            } catch {
                row.errorCode = error.code.rawValue
            }
            return row
        }
        var late = response
        for row in late.results.indices where late.results[row].errorCode == 0 {
            late.results[row].errorCode = ErrorCode.coordinatorNotAvailable.rawValue
        }
        return AwaitedRecords.outcome(response, after: goals, late: late, context)
    }
}
