package import Bytes
package import KafkaMessages

extension PartitionChangeRecord {
    /// What turns one state of a partition into another; nil where they are the same.
    ///
    /// A leader is named where it is another: that raises the leader epoch.
    package init?(from old: PartitionImage, to new: PartitionImage, of index: Int32, topic: Uuid) {
        guard old != new else { return nil }
        self.init()
        partitionId = index
        topicId = topic
        if old.replicas != new.replicas { replicas = new.replicas }
        if old.isr != new.isr { isr = new.isr }
        if old.removing != new.removing { removingReplicas = new.removing }
        if old.adding != new.adding { addingReplicas = new.adding }
        if old.directories != new.directories { directories = new.directories }
        if old.eligibleLeaderReplicas != new.eligibleLeaderReplicas {
            eligibleLeaderReplicas = new.eligibleLeaderReplicas
        }
        if old.lastKnownEligibleLeaders != new.lastKnownEligibleLeaders {
            lastKnownElr = new.lastKnownEligibleLeaders
        }
        if old.leaderRecoveryState != new.leaderRecoveryState {
            leaderRecoveryState = new.leaderRecoveryState
        }
        leader = old.leader == new.leader ? PartitionImage.sameLeader : new.leader
    }
}
