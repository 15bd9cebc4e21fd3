import Bytes
package import Syscalls

extension LocalBroker {
    /// The quorum of the metadata log.
    package func describeQuorum(now: Timestamp) -> QuorumDescription {
        let directory = image.brokers[nodeID]?.directories.first ?? .zero
        return quorum.describe(as: nodeID, directory: directory, now: now)
    }

    /// Lets a node vote in the quorum.
    ///
    /// `clusterID` is the cluster that the asker means, where it says so.
    package func addVoter(_ voter: Voter, clusterID: String?) throws(ClusterError) {
        try check(clusterID)
        guard voter.id >= 0, !voter.directory.isZero else {
            throw .invalidRequest("Add voter request didn't include a valid voter")
        }
        guard !voter.endpoints.isEmpty else {
            throw .invalidRequest("Add voter request didn't include the endpoints of the voter")
        }
        try quorum.add(voter)
    }

    /// Lets a node vote no more.
    package func removeVoter(_ voter: Voter, clusterID: String?) throws(ClusterError) {
        try check(clusterID)
        guard voter.id >= 0, !voter.directory.isZero else {
            throw .invalidRequest("Remove voter request didn't include a valid voter")
        }
        try quorum.remove(voter)
    }

    private func check(_ asked: String?) throws(ClusterError) {
        guard asked == nil || asked == clusterID else { throw .inconsistentClusterID }
    }
}
