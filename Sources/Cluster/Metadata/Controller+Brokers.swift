package import Bytes
import KafkaProtocol
import KafkaMessages
package import Syscalls

/// What a broker tells of itself when it starts.
package struct Registration: Sendable {
    package let id: Int32
    /// Drawn anew at each start.
    package let incarnation: Uuid
    package let endpoints: [Endpoint]
    package let rack: String?
    package let directories: [Uuid]

    package init(
        id: Int32, incarnation: Uuid, endpoints: [Endpoint], rack: String?, directories: [Uuid]
    ) {
        self.id = id
        self.incarnation = incarnation
        self.endpoints = endpoints
        self.rack = rack
        self.directories = directories
    }
}

extension Controller {
    /// Registers a broker that has started, fenced, and takes from it all that it led.
    ///
    /// No broker leads twice in one leader epoch across a restart: what it had appended and lost
    /// could be other bytes at the same epoch and offset (log-format.md, *Epochs*).
    ///
    /// - Returns: the broker's epoch: the offset of the registration.
    package func register(
        _ broker: Registration, now: Timestamp
    ) throws(ClusterError) -> Decision<Int64> {
        let decision = try decide(now: now) { draft in draft.register(broker) }
        let offset = try changeLeaders(now: now) { partition in
            guard partition.leader == broker.id else { return nil }
            return partition.isr.first { $0 != broker.id } ?? -1
        }
        return Decision(value: decision.value, offset: max(decision.offset, offset))
    }

    /// Lets a broker take part again, and gives it the partitions that nobody leads.
    package func unfence(
        _ id: Int32, epoch: Int64, now: Timestamp
    ) throws(ClusterError) -> Decision<Void> {
        let check = try decide(now: now) { draft in
            draft.checkEpoch(of: id, epoch) ?? draft.unfence(id, epoch: epoch)
        }
        if let error = check.value { throw error }
        let offset = try changeLeaders(now: now) { partition in
            partition.leader < 0 && partition.isr.contains(id) ? id : nil
        }
        return Decision(value: (), offset: max(check.offset, offset))
    }

    /// Forgets a broker that takes no part any more, and will not come back.
    ///
    /// Where others are in sync with what it held, it is in sync no more.
    package func unregister(
        _ id: Int32, now: Timestamp
    ) throws(ClusterError) -> Decision<Void> {
        let check = try decide(now: now) { draft in draft.unregister(id) }
        if let error = check.value { throw error }
        let offset = try decideInPieces(now: now) { draft in draft.takeFromSync(id) }
        return Decision(value: (), offset: max(check.offset, offset))
    }

    /// Names another leader for each partition for which `choice` has one.
    ///
    /// It takes as many batches as it must; after a crash in the middle the next start does the rest.
    private func changeLeaders(
        now: Timestamp, _ choice: (PartitionImage) -> Int32?
    ) throws(ClusterError) -> Offset {
        try decideInPieces(now: now) { draft in
            for topic in draft.image.topics.all.sorted(by: { $0.id < $1.id }) {
                for (index, partition) in topic.partitions.enumerated() {
                    guard let leader = choice(partition), leader != partition.leader else {
                        continue
                    }
                    guard draft.room > 0 else { return true }
                    draft.add(
                        .partitionChange(
                            PartitionChangeRecord(
                                leader: leader, of: Int32(index), topic: topic.id)))
                }
            }
            return false
        }
    }

    /// Gives a broker a block of producer ids.
    ///
    /// It may hand them out once an image with the decision's offset is in force, not before.
    package func allocateProducerIDs(
        for broker: Int32, epoch: Int64, now: Timestamp
    ) throws(ClusterError) -> Decision<Range<Int64>> {
        let decision = try decide(now: now) { draft -> Result<Range<Int64>, ClusterError> in
            if let error = draft.checkEpoch(of: broker, epoch) { return .failure(error) }
            return .success(draft.takeProducerIDs(for: broker, epoch: epoch))
        }
        return Decision(value: try decision.value.get(), offset: decision.offset)
    }

    /// How many producer ids a broker is given at a time, as Kafka does.
    package static let producerIDBlockSize: Int64 = 1000
}

extension Draft {
    fileprivate mutating func register(_ broker: Registration) -> Int64 {
        finalizeFeatures(for: broker.id)
        let epoch = offsetOfNextRecord.rawValue
        let image = BrokerImage(
            id: broker.id, incarnation: broker.incarnation, epoch: epoch,
            endpoints: broker.endpoints, rack: broker.rack, directories: broker.directories,
            features: SupportedFeature.ofThisBuild, isFenced: true, isInControlledShutdown: false)
        add(.registerBroker(RegisterBrokerRecord(image)))
        return epoch
    }

    /// A broker alone takes on what this build can do and its last life could not; with others it is
    /// an administrator's decision, and so is a level that was lowered since.
    private mutating func finalizeFeatures(for broker: Int32) {
        guard image.brokers.allSatisfy({ $0.key == broker }) else { return }
        let before = image.brokers[broker]?.features ?? []
        for (name, level) in SupportedFeature.finalizedAtBirth
        where image.features[name, default: 0] < level
            && before.versions(of: name).upperBound < level
        {
            add(.featureLevel(FeatureLevelRecord(name: name, level: level)))
        }
    }

    fileprivate func checkEpoch(of broker: Int32, _ epoch: Int64) -> ClusterError? {
        guard let known = image.brokers[broker] else { return .brokerNotRegistered(broker) }
        return known.epoch == epoch ? nil : .staleBrokerEpoch
    }

    fileprivate mutating func unfence(_ id: Int32, epoch: Int64) -> ClusterError? {
        var record = BrokerRegistrationChangeRecord()
        record.brokerId = id
        record.brokerEpoch = epoch
        record.fenced = -1
        add(.brokerRegistrationChange(record))
        return nil
    }

    fileprivate mutating func unregister(_ id: Int32) -> ClusterError? {
        guard let broker = image.brokers[id] else { return .brokerNotRegistered(id) }
        guard broker.isFenced else {
            return .invalidRequest(
                "Broker id \(id) takes part in the cluster; stop it before it is unregistered.")
        }
        var record = UnregisterBrokerRecord()
        record.brokerId = id
        record.brokerEpoch = broker.epoch
        add(.unregisterBroker(record))
        return nil
    }

    /// Takes a broker from the in-sync replicas of all partitions where it is not the last one.
    ///
    /// - Returns: whether there was more than fits.
    fileprivate mutating func takeFromSync(_ id: Int32) -> Bool {
        for topic in image.topics.all.sorted(by: { $0.id < $1.id }) {
            for (index, partition) in topic.partitions.enumerated()
            where partition.isr.contains(id) && partition.isr.count > 1 {
                guard room > 0 else { return true }
                var next = partition
                next.isr.removeAll { $0 == id }
                let record = PartitionChangeRecord(
                    from: partition, to: next, of: Int32(index), topic: topic.id)
                if let record { add(.partitionChange(record)) }
            }
        }
        return false
    }

    fileprivate mutating func takeProducerIDs(for broker: Int32, epoch: Int64) -> Range<Int64> {
        let first = image.nextProducerID
        var record = ProducerIdsRecord()
        record.brokerId = broker
        record.brokerEpoch = epoch
        record.nextProducerId = first + Controller.producerIDBlockSize
        add(.producerIDs(record))
        return first..<record.nextProducerId
    }
}
