package import KafkaProtocol
package import LogEngine
package import Syscalls

/// What a coordinator knows of a transactional id: its producer, and the transaction that is open or was
/// the last.
///
/// A pure state machine: a request goes in with the time, the answer comes out, and what is left is what
/// the next record says. Whoever asks writes that record, and forgets the copy that it asked where the
/// log refuses.
///
/// - `Transaction+Producers`: a producer begins a life (InitProducerId)
/// - `Transaction+Partitions`: what the transaction writes to
/// - `Transaction+Ending`: commit and abort, by the producer and by time
package struct Transaction: Sendable, Equatable {
    package internal(set) var state = State.empty
    package internal(set) var producerID: ProducerID
    /// -1 until the first life has begun.
    package internal(set) var epoch = ProducerEpoch.none
    /// The producer id before this one, by which a repeated request is known when epochs ran out.
    var previousProducerID = ProducerID.none
    /// The producer id for the time after the transaction that is being ended.
    var nextProducerID = ProducerID.none
    /// The epoch before, where the producer itself asked for the present one; no record holds it.
    var lastEpoch = ProducerEpoch.none
    package internal(set) var timeoutMs: Int32
    package internal(set) var partitions: Set<TopicPartition> = []
    /// When the first partition was added; nil where nothing was begun.
    package internal(set) var startTime: Timestamp?
    /// When anything changed last: an id that rests is forgotten after a while.
    package internal(set) var updateTime: Timestamp
    /// The `transaction.version` that the producer keeps to: from 2 on each transaction has its epoch.
    package internal(set) var clientVersion: Int16 = 0

    /// Of a transactional id that is new.
    package init(producerID: ProducerID, timeoutMs: Int32, now: Timestamp) {
        self.producerID = producerID
        self.timeoutMs = timeoutMs
        updateTime = now
    }

    package typealias State = TransactionState

    /// The producer as it is now.
    package var identity: ProducerIdentity { ProducerIdentity(id: producerID, epoch: epoch) }

    /// Whether its outcome is decided, and not known everywhere yet.
    package var isEnding: Bool { state == .prepareCommit || state == .prepareAbort }

    /// From which `transaction.version` on the epoch rises with each transaction (KIP-890).
    static let versionWithEpochs: Int16 = 2
}
