package import KafkaProtocol
package import Syscalls

/// What a ``SyncQueue`` makes durable: a log.
///
/// Both functions are called from a thread of the queue, never at the same time for the same log,
/// and while the queue holds no lock.
package protocol Syncable: AnyObject, Sendable {
    /// What there is to sync now; nil where there is nothing, or the log is out of service.
    func takeSyncWork() -> SyncWork?

    /// Tells how the work went.
    func synced(_ result: SyncResult)
}

/// What makes a log durable up to its present end.
package struct SyncWork: Sendable {
    /// All that lies before it will be durable.
    package let end: Offset
    /// How often the log was truncated: work of an older generation says nothing.
    package let generation: Int
    /// The files that may be dirty, oldest first.
    package let files: [any DiskFile]
    /// The directories in which names have changed, in the order in which they are to be synced.
    package let directories: [String]

    package init(end: Offset, generation: Int, files: [any DiskFile], directories: [String] = []) {
        self.end = end
        self.generation = generation
        self.files = files
        self.directories = directories
    }
}

/// How a ``SyncWork`` went.
package struct SyncResult: Sendable {
    package let work: SyncWork
    /// What the kernel said, if it refused.
    ///
    /// Then the files are never trusted again: a later sync of them that succeeds does not mean
    /// that their bytes are on the disk (faults.md ST3).
    package let failure: Errno?

    package init(_ work: SyncWork, failure: Errno? = nil) {
        self.work = work
        self.failure = failure
    }
}
