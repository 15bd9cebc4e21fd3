import Cluster
package import KafkaMessages
package import KafkaProtocol

/// RemoveRaftVoter (key 81): lets a node vote in the quorum of the metadata log no more (KIP-853).
package enum RemoveRaftVoter: Api {
    package static let key = ApiKey.removeRaftVoter
    package static let versions: ClosedRange<Int16> = 0...0

    package static func begin(
        _ request: RemoveRaftVoterRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = RemoveRaftVoterResponse()
        response.errorMessage = nil
        do throws(ClusterError) {
            try context.broker.removeVoter(
                Voter(id: request.voterId, directory: request.voterDirectoryId),
                clusterID: request.clusterId)
        } catch {
            response.errorCode = error.code.rawValue
            response.errorMessage = error.message
        }
        return .reply(context.reply(response))
    }
}
