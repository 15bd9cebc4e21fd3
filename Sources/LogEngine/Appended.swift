package import KafkaProtocol
package import Syscalls

/// What became of a batch that was appended.
package struct Appended: Equatable, Sendable {
    /// The offset of its first record.
    package let baseOffset: Offset
    /// The offset after its last record: an acknowledgement waits until this is durable.
    package let end: Offset
    /// The time that all its records were given, where the topic stamps them so.
    package let logAppendTime: Timestamp?
    /// Whether it lay in the log already, and nothing was written.
    package let isDuplicate: Bool

    package init(
        baseOffset: Offset, end: Offset, logAppendTime: Timestamp? = nil,
        isDuplicate: Bool = false
    ) {
        self.baseOffset = baseOffset
        self.end = end
        self.logAppendTime = logAppendTime
        self.isDuplicate = isDuplicate
    }
}

/// Who appends.
package enum AppendOrigin: Equatable, Sendable {
    /// A producer: its offsets are given here, and its sequences are checked.
    case client
    /// The broker itself, for its own topics and for transaction markers.
    case coordinator
    /// A follower: offsets and epochs are the leader's.
    case replication
}

/// What is known of a log before it is opened.
package struct RecoveryPlan: Equatable, Sendable {
    /// Whether the broker was stopped in order, so that nothing need be looked through.
    package var isClean: Bool
    /// All before it is sound and on the disk, indexes too.
    package var recoveryPoint: Offset
    /// All before it was promised to somebody: what is missing of it is damage, no torn tail.
    package var promised: Offset
    /// Where the log begins; its first segment may begin before.
    package var logStart: Offset

    package init(
        isClean: Bool = false, recoveryPoint: Offset = .zero, promised: Offset = .zero,
        logStart: Offset = .zero
    ) {
        self.isClean = isClean
        self.recoveryPoint = recoveryPoint
        self.promised = promised
        self.logStart = logStart
    }
}
