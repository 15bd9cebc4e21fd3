package import Bytes
package import KafkaProtocol
package import Syscalls

/// The log of the cluster's metadata, as the controller and the observers of the log see it.
///
/// Behind this seam stands ``QuorumOfOne`` on a broker alone; a quorum of several comes with Raft.
package protocol MetadataQuorum: AnyObject, Sendable {
    /// The epoch in which this broker leads the log; it rises with every start.
    var epoch: LeaderEpoch { get }

    /// The offset that the next record gets. It stands still while the controller's lock is held,
    /// since nobody else appends.
    var nextOffset: Offset { get }

    /// Appends the records as one batch: after a crash all of them are there, or none.
    ///
    /// They are in the page cache on return; they count once they are committed. Called with the
    /// controller's lock held.
    ///
    /// - Returns: the offset of the last one.
    /// - Throws: ``ClusterError/storage(_:)``; the log is as it was.
    func append(_ records: [MetadataRecord], now: Timestamp) throws(ClusterError) -> Offset

    /// Has what was appended committed soon. Called when the controller's lock is let go.
    func requestCommit()

    /// Reads the committed records from `start` on, in order; each with its offset and epoch.
    ///
    /// - Returns: the offset after the last committed record, the marks of the log itself included.
    func readCommitted(
        from start: Offset, _ body: (MetadataRecord, Offset, LeaderEpoch) -> Void
    ) throws(ClusterError) -> Offset

    /// Who has a copy of the log, and how far each of them is.
    ///
    /// `node` and its data directory are those of the broker that asks.
    func describe(as node: Int32, directory: Uuid, now: Timestamp) -> QuorumDescription

    /// Lets a node vote.
    ///
    /// - Throws: ``ClusterError/unsupported(_:)`` where the set of voters is fixed.
    func add(_ voter: Voter) throws(ClusterError)

    /// Lets a node vote no more.
    ///
    /// - Throws: as ``add(_:)``.
    func remove(_ voter: Voter) throws(ClusterError)
}
