package import KafkaMessages
package import Syscalls

/// What of a group outlives the broker: its last generation with members and shares (`GroupMetadataValue`).
extension ClassicGroup {
    /// The value to write after an effect that must persist.
    package var record: GroupMetadataValue {
        var value = GroupMetadataValue()
        value.protocolType = protocolType ?? ""
        value.generation = generation
        value.protocol = protocolName
        value.leader = leaderID
        value.currentStateTimestamp = stateTimestamp.rawValue
        value.members = members.map { member in
            var saved = GroupMetadataValue.Members()
            saved.memberId = member.id
            saved.groupInstanceId = member.instanceID
            saved.clientId = member.clientID
            saved.clientHost = member.clientHost
            saved.rebalanceTimeout = Int32(clamping: member.rebalanceTimeoutMs)
            saved.sessionTimeout = Int32(clamping: member.sessionTimeoutMs)
            saved.subscription = member.metadata(for: protocolName)
            saved.assignment = member.assignment
            return saved
        }
        return value
    }

    /// The group as it was written.
    ///
    /// Its members have a whole session to be heard of again.
    package init(id: String, settings: Settings, loaded value: GroupMetadataValue, now: Instant) {
        self.init(id: id, settings: settings)
        generation = value.generation
        protocolType = value.protocolType.isEmpty ? nil : value.protocolType
        protocolName = value.protocol
        leaderID = value.leader
        stateTimestamp = Timestamp(rawValue: value.currentStateTimestamp)
        state = value.members.isEmpty ? .empty : .stable
        members = value.members.map { saved in
            let isOld = saved.rebalanceTimeout < 0
            let rebalanceTimeout = isOld ? saved.sessionTimeout : saved.rebalanceTimeout
            var member = Member(
                id: saved.memberId, instanceID: saved.groupInstanceId, clientID: saved.clientId,
                clientHost: saved.clientHost, sessionTimeoutMs: Int64(saved.sessionTimeout),
                rebalanceTimeoutMs: Int64(rebalanceTimeout),
                protocols: [(value.protocol ?? "", saved.subscription)],
                deadline: now.advanced(byMilliseconds: Int64(saved.sessionTimeout)))
            member.assignment = saved.assignment
            member.isNew = false
            return member
        }
    }
}
