import Syscalls

/// Keeps the number of open segment files bounded, over all logs of a disk.
///
/// A file is opened when it is used. Where more than `limit` are open, one goes that was not used
/// since it was looked at last (the clock algorithm); a file that is dirty stays, so that no error
/// of its write-back is missed.
package final class OpenFiles: Sendable {
    /// The disk that the files are on.
    package let disk: any Disk
    /// What logs of the disk hold of their files' ends.
    let buffers = WriteBuffers()
    private let limit: Int
    private let ring: Lock<Ring>

    private struct Ring {
        var files: [Entry] = []
        var hand = 0
    }

    /// A file of a log that was dropped without being closed is closed with its last reference.
    private struct Entry {
        weak var file: SegmentFile?
    }

    package init(on disk: any Disk, limit: Int = 1024) {
        self.disk = disk
        self.limit = max(limit, 1)
        ring = Lock(Ring())
    }

    /// How many files the ring knows to be open.
    package var count: Int { ring.withLock { $0.files.count { $0.file != nil } } }

    /// Takes in a file that was just opened, and closes others where there are too many.
    ///
    /// Called while the file's own lock is not held.
    func opened(_ file: SegmentFile) {
        let limit = limit
        ring.withLock { ring in
            ring.files.append(Entry(file: file))
            var looked = 0
            while ring.files.count > limit, looked < 2 * ring.files.count {
                looked += 1
                if ring.hand >= ring.files.count { ring.hand = 0 }
                if ring.files[ring.hand].file?.closeIfCold() ?? true {
                    ring.files.swapAt(ring.hand, ring.files.count - 1)
                    ring.files.removeLast()
                } else {
                    ring.hand += 1
                }
            }
        }
    }

    /// Forgets a file for good.
    func forget(_ file: SegmentFile) {
        ring.withLock { ring in
            ring.files.removeAll { $0.file == nil || $0.file === file }
        }
    }
}
