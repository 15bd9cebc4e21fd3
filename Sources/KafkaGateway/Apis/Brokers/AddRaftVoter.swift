import Cluster
package import KafkaMessages
package import KafkaProtocol

/// AddRaftVoter (key 80): lets a node vote in the quorum of the metadata log (KIP-853).
///
/// - v1: whether the answer waits until the change is committed
package enum AddRaftVoter: Api {
    package static let key = ApiKey.addRaftVoter
    package static let versions: ClosedRange<Int16> = 0...1

    package static func begin(
        _ request: AddRaftVoterRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let voter = Voter(
            id: request.voterId, directory: request.voterDirectoryId,
            endpoints: request.listeners.map { listener in
                Endpoint(
                    name: listener.name, host: listener.host, port: listener.port,
                    securityProtocol: 0)
            })
        var response = AddRaftVoterResponse()
        response.errorMessage = nil
        do throws(ClusterError) {
            try context.broker.addVoter(voter, clusterID: request.clusterId)
        } catch {
            response.errorCode = error.code.rawValue
            response.errorMessage = error.message
        }
        return .reply(context.reply(response))
    }
}
