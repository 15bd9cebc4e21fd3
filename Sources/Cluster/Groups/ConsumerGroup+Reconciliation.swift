import Bytes
import Syscalls

/// The way of a member from what it has to what it is to have.
extension ConsumerGroup {
    /// Takes the next step that what the member holds, and what others hold, allows.
    ///
    /// `owned` is what it says that it holds; nil: it does not say.
    mutating func reconcile(_ place: Int, owned: PartitionSet?, _ now: Instant) {
        let member = members[place]
        var next = member
        switch member.state {
        case .stable where member.epoch == assignmentEpoch:
            break
        case .stable, .unreleasedPartitions:
            advance(&next, from: member.epoch, owned)
        case .unrevokedPartitions:
            guard !holds(owned, any: member.pendingRevocation) else { break }
            advance(&next, from: member.epoch, owned)
        }
        guard next != member else { return }
        disown(member)
        own(next)
        if next.state == .unrevokedPartitions,
            member.state != .unrevokedPartitions
                || next.pendingRevocation != member.pendingRevocation
        {
            let timeout = Int64(max(next.rebalanceTimeoutMs, 0))
            next.rebalanceDeadline = now.advanced(byMilliseconds: timeout)
        } else if next.state != .unrevokedPartitions, next.classic == nil {
            next.rebalanceDeadline = .distantFuture
        }
        members[place] = next
        records.append(.assignment(next.id, next))
    }

    private func advance(_ member: inout Member, from epoch: Int32, _ owned: PartitionSet?) {
        let target = targets[member.id] ?? PartitionSet()
        let kept = member.assigned.intersection(target)
        let toRevoke = member.assigned.subtracting(target)
        let wanted = target.subtracting(kept)
        let free = wanted.subtracting(taken(by: member.id, of: wanted))
        let waits = free != wanted
        if !toRevoke.isEmpty, holds(owned, any: toRevoke) {
            member.state = .unrevokedPartitions
            member.assigned = kept
            member.pendingRevocation = toRevoke
            return
        }
        member.previousEpoch = member.epoch
        member.epoch = assignmentEpoch
        member.assigned = kept.union(free)
        member.pendingRevocation = PartitionSet()
        member.state = waits ? .unreleasedPartitions : .stable
    }

    /// Whether the member may still hold some of these partitions; one that does not say is taken to.
    private func holds(_ owned: PartitionSet?, any partitions: PartitionSet) -> Bool {
        owned.map { !$0.isDisjoint(with: partitions) } ?? true
    }

    /// Those of the partitions that somebody else has, or has yet to let go of.
    private func taken(by memberID: String, of partitions: PartitionSet) -> PartitionSet {
        var taken = PartitionSet()
        for (topicID, indexes) in partitions.topics {
            for partition in indexes
            where owners[topicID]?[partition].map({ $0 != memberID }) ?? false {
                taken.insert(partition, of: topicID)
            }
        }
        return taken
    }

    /// Whether a partition that the member waits for has become free.
    func hasReleasedPartitions(for member: Member) -> Bool {
        let wanted = (targets[member.id] ?? PartitionSet()).subtracting(member.assigned)
        return taken(by: member.id, of: wanted) != wanted
    }

    mutating func own(_ member: Member) {
        for (topicID, partitions) in member.assigned.union(member.pendingRevocation).topics {
            for partition in partitions {
                owners[topicID, default: [:]][partition] = member.id
            }
        }
    }

    mutating func disown(_ member: Member) {
        for (topicID, partitions) in member.assigned.union(member.pendingRevocation).topics {
            for partition in partitions where owners[topicID]?[partition] == member.id {
                owners[topicID]?[partition] = nil
            }
            if owners[topicID]?.isEmpty == true {
                owners[topicID] = nil
            }
        }
    }
}
