package import KafkaProtocol
package import Syscalls

/// What can go wrong with a log: the closed set of it.
package enum LogError: Error, Equatable, Sendable {
    /// There is nothing at this offset, or not any more.
    case outOfRange(Offset, available: Range<Offset>)
    /// The batch is larger than `max.message.bytes`.
    case batchTooLarge(byteCount: Int, limit: Int)
    /// The batch has no room in a segment of `segment.bytes`.
    case largerThanSegment(byteCount: Int, limit: Int)
    /// A batch from the leader does not follow what is here.
    case outOfOrder(Offset, expected: Offset)
    /// The producer may not write this batch now.
    case producer(ProducerStateError)
    /// What lies on the disk at this offset is not a batch, or not the one that belongs there.
    case corruptBatch(at: Offset)
    /// There is no room on the disk. The log is as it was; it takes batches again when there is.
    case full
    /// The disk refused.
    case disk(Errno)
    /// Something that was promised is not on the disk; nothing was cut, the log is out of service.
    case damaged(LogDamage)
    /// The log is out of service: it was closed, or the disk refused before.
    case outOfService

    /// Whether the log serves nothing more from now on.
    ///
    /// A shortage of descriptors or memory passes.
    package var isFinal: Bool {
        switch self {
        case .damaged, .outOfService, .corruptBatch: true
        case .disk(let error): !error.passes
        case .outOfRange, .batchTooLarge, .largerThanSegment, .outOfOrder, .producer, .full: false
        }
    }
}

/// Where a log is damaged.
package struct LogDamage: Equatable, Sendable, CustomStringConvertible {
    /// The segment's file, from the root of the disk.
    package let file: String
    /// The byte at which no batch begins, though one must.
    package let position: Int
    /// The offset that should be there.
    package let offset: Offset
    /// All below it had been promised.
    package let promised: Offset

    package init(file: String, position: Int, offset: Offset, promised: Offset) {
        self.file = file
        self.position = position
        self.offset = offset
        self.promised = promised
    }

    /// A sentence for the operator.
    package var description: String {
        "\(file) is damaged at byte \(position): offset \(offset) should be there, and all before "
            + "\(promised) was promised; nothing was cut"
    }
}

extension Errno {
    /// Whether it says that there is no room to write, now.
    var isFullDisk: Bool {
        self == .noSpace || self == .quotaExceeded || self == .readOnlyFileSystem
            || self == .fileTooLarge
    }

    /// Whether it says that something is short that others will give back (ST5).
    var passes: Bool {
        self == .tooManyOpenFiles || self == .tooManyOpenFilesInSystem || self == .outOfMemory
    }
}

extension LogError {
    /// What a refusal of the disk means where something is written and can be undone.
    init(writing error: Errno) {
        self = error.isFullDisk ? .full : .disk(error)
    }
}
