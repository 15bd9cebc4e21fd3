import KafkaProtocol
package import LogEngine
package import Syscalls

/// A marker on its way to one of the partitions that a transaction wrote to.
package struct MarkerOrder: Sendable, Equatable {
    package let partition: TopicPartition
    /// The producer, in the epoch that the marker carries.
    package let producer: ProducerIdentity
    package let marker: TransactionMarker
    /// The `transaction.version` that the transaction keeps to.
    package let transactionVersion: Int8
}

/// What became of an order.
package enum MarkerDelivery: Sendable {
    /// The marker lies in the log of a replica on this broker.
    case appended(Replica, AppendedBatch)
    /// There is nothing to end: the partition is gone.
    case needless
    /// It is never taken there: the log has heard of a newer epoch, of the producer or of a coordinator.
    case refused(ProducerStateError)
    /// It cannot be taken there now: it is to be brought again.
    case later
}

/// A marker that a partition refuses for good: whatever is open there, this coordinator cannot end it.
package struct MarkerRefusal: Sendable, Equatable {
    package let transactionalID: String
    package let order: MarkerOrder
    package let reason: ProducerStateError
}

/// Who brings markers into partitions: the one seam between a coordinator and the logs of others.
///
/// An order may be brought twice; the log takes the second for what it is.
package protocol MarkerCourier {
    func deliver(_ order: MarkerOrder, now: Timestamp) -> MarkerDelivery
}

/// Brings markers to the partitions of this broker.
package struct LocalCourier: MarkerCourier {
    let image: MetadataImage
    let replicas: Replicas
    let groups: GroupCoordinator

    package func deliver(_ order: MarkerOrder, now: Timestamp) -> MarkerDelivery {
        let index = order.partition.partition.rawValue
        guard let topic = image.topics[order.partition.topic], topic.partition(index) != nil else {
            return .needless
        }
        do throws(ReplicaError) {
            guard topic.name != TopicName.consumerOffsets else {
                return try deliverToGroups(order, index, now)
            }
            guard let replica = replicas.replica(of: topic.id, index) else { return .later }
            return .appended(
                replica,
                try replica.appendMarker(
                    order.marker, producerID: order.producer.id,
                    producerEpoch: order.producer.epoch,
                    transactionVersion: order.transactionVersion, now: now))
        } catch {
            return MarkerDelivery(error)
        }
    }

    /// The offsets that are pending there come into force, or are dropped, with the marker.
    private func deliverToGroups(
        _ order: MarkerOrder, _ index: Int32, _ now: Timestamp
    ) throws(ReplicaError) -> MarkerDelivery {
        guard let partition = groups.partition(at: index) else { return .later }
        return .appended(
            partition.replica,
            try partition.end(
                order.marker, of: order.producer.id, epoch: order.producer.epoch,
                transactionVersion: order.transactionVersion, now: now))
    }
}

extension MarkerDelivery {
    /// What a failed append means: epochs never go back, and whatever else is wrong may pass.
    init(_ error: ReplicaError) {
        switch error {
        case .log(.producer(let reason)):
            switch reason {
            case .staleEpoch, .staleCoordinator: self = .refused(reason)
            case .outOfOrderSequence, .outsideTransaction, .unverified: self = .later
            }
        case .deleted: self = .needless
        default: self = .later
        }
    }
}
