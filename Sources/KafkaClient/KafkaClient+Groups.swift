import KafkaMessages
import KafkaProtocol

/// A group as its coordinator lists it.
package struct GroupListing: Equatable, Sendable {
    package let id: String
    /// `classic`, `consumer`, `share`; empty where the broker is too old to tell.
    package let type: String
    package let state: String
    package let protocolType: String
    /// The broker that coordinates it.
    package let coordinator: Int32
}

extension KafkaClient {
    /// The groups of all brokers, sorted by name.
    package func groups() throws(ClientError) -> [GroupListing] {
        var groups: [GroupListing] = []
        for broker in try metadata(of: []).brokers {
            let id = broker.nodeId
            groups += try retrying { () throws(ClientError) in
                let response = try ask(ListGroupsRequest(), of: .broker(id))
                try check(response.errorCode, "the groups of broker \(id)", nil)
                return response.groups.map { group in
                    GroupListing(
                        id: group.groupId, type: group.groupType.lowercased(),
                        state: group.groupState, protocolType: group.protocolType, coordinator: id)
                }
            }
        }
        return groups.sorted { $0.id < $1.id }
    }

    /// Deletes a group that has no members, with its offsets.
    package func deleteGroup(_ id: String) throws(ClientError) {
        var request = DeleteGroupsRequest()
        request.groupsNames = [id]
        try withCoordinator(of: id) { broker throws(ClientError) in
            for result in try ask(request, of: .broker(broker)).results {
                try checkGroup(result.errorCode, id, nil)
            }
        }
    }

    /// Asks who coordinates a group; what passes by itself is tried again with whoever does then.
    func withCoordinator<Result>(
        of group: String, _ body: (Int32) throws(ClientError) -> Result
    ) throws(ClientError) -> Result {
        try retrying { () throws(ClientError) in try body(try coordinator(of: .group, group)) }
    }

    /// Throws what a broker says of a group unless it is that all went well.
    func checkGroup(_ code: Int16, _ id: String, _ message: String?) throws(ClientError) {
        if ErrorCode(rawValue: code) == .groupIdNotFound { throw .noSuchGroup(id) }
        try check(code, "group \(id)", message)
    }
}
