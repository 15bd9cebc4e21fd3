import Cluster
import KafkaProtocol
import LogEngine

extension ReplicaError {
    /// What a client is told of a partition that refused a read or a write.
    var code: ErrorCode {
        switch self {
        case .notLeader: .notLeaderOrFollower
        case .deleted: .unknownTopicOrPartition
        case .fencedLeaderEpoch: .fencedLeaderEpoch
        case .unknownLeaderEpoch: .unknownLeaderEpoch
        case .notEnoughReplicas: .notEnoughReplicas
        case .offsetNotAvailable: .offsetNotAvailable
        case .policyViolation: .policyViolation
        case .unknownLastFetchedEpoch: .offsetOutOfRange
        case .log(let error): error.code
        }
    }
}

extension LogError {
    /// What a client is told of a failure of the log.
    ///
    /// A full disk and a broken one are KAFKA_STORAGE_ERROR, upon which a client tries again: the
    /// disk may have space by then, or another broker the partition.
    var code: ErrorCode {
        switch self {
        case .outOfRange: .offsetOutOfRange
        case .batchTooLarge: .messageTooLarge
        case .largerThanSegment: .recordListTooLarge
        case .outOfOrder: .unknownServerError
        case .corruptBatch: .corruptMessage
        case .full, .disk, .damaged, .outOfService: .kafkaStorageError
        case .producer(let error): error.code
        }
    }
}

extension ProducerStateError {
    var code: ErrorCode {
        switch self {
        case .outOfOrderSequence: .outOfOrderSequenceNumber
        case .staleEpoch: .invalidProducerEpoch
        case .staleCoordinator: .transactionCoordinatorFenced
        case .outsideTransaction, .unverified: .invalidTxnState
        }
    }
}
