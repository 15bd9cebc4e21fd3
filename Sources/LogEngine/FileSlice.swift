/// Whole batches as they lie in a file: what is sent to a socket without being looked at.
///
/// The bytes stay as they are while the slice lives, whatever becomes of the log.
package struct FileSlice: Sendable {
    package let file: any DiskFile
    package let offset: Int
    package let count: Int
    /// Tells the log that there is a reader, so that it does not cut this file.
    private let lease: ReaderLease?

    package init(file: any DiskFile, offset: Int, count: Int) {
        self.init(file: file, offset: offset, count: count, lease: nil)
    }

    init(file: any DiskFile, offset: Int, count: Int, lease: ReaderLease?) {
        self.file = file
        self.offset = offset
        self.count = count
        self.lease = lease
    }
}

/// Held by all who read a log: when its only owner is the log, nobody does.
final class ReaderLease: Sendable {}
