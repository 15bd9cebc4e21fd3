import CShims
import Glibc

/// How a file is opened.
package struct OpenOptions: OptionSet, Sendable {
    package let rawValue: CInt

    package init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    /// Without it the file is only read.
    package static let write = OpenOptions(rawValue: O_RDWR)
    /// The file is made where it is not there.
    package static let create = OpenOptions(rawValue: O_CREAT)
    /// The file must not be there yet.
    package static let exclusively = OpenOptions(rawValue: O_EXCL)
    /// The file is cut to nothing.
    package static let truncate = OpenOptions(rawValue: O_TRUNC)
}

extension FileDescriptor {
    /// Opens a file.
    package static func open(
        _ path: String, _ options: OpenOptions = [], permissions: UInt32 = 0o644
    ) throws(Errno) -> FileDescriptor {
        FileDescriptor(
            owning: try call { unsafe shims_open(path, options.rawValue, permissions) })
    }

    /// The file's size in bytes.
    package func size() throws(Errno) -> Int {
        var status = stat()
        _ = try call { unsafe fstat(rawValue, &status) }
        return Int(status.st_size)
    }

    /// Fills `buffer` from the position `offset`.
    ///
    /// - Returns: the number of bytes read; fewer than asked only at the end of the file.
    package func read(into buffer: inout MutableRawSpan, at offset: Int) throws(Errno) -> Int {
        try unsafe buffer.withUnsafeMutableBytes { bytes throws(Errno) in
            var filled = 0
            while filled < bytes.count {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                let count = try call {
                    unsafe pread(rawValue, rest.baseAddress, rest.count, offset + filled)
                }
                guard count > 0 else { break }
                filled += count
            }
            return filled
        }
    }

    /// Writes all of `bytes` at the position `offset`, into the page cache.
    ///
    /// After an error it is unknown how much was written.
    package func write(_ bytes: RawSpan, at offset: Int) throws(Errno) {
        try unsafe bytes.withUnsafeBytes { buffer throws(Errno) in
            var written = 0
            while written < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                written += try call {
                    unsafe pwrite(rawValue, rest.baseAddress, rest.count, offset + written)
                }
            }
        }
    }

    /// Reads once, at most so much as `buffer` holds, from where the descriptor stands.
    ///
    /// - Returns: the number of bytes; 0 at the end.
    package func read(into buffer: inout MutableRawSpan) throws(Errno) -> Int {
        try unsafe buffer.withUnsafeMutableBytes { bytes throws(Errno) in
            try call { unsafe Glibc.read(rawValue, bytes.baseAddress, bytes.count) }
        }
    }

    /// Writes all of `bytes` where the descriptor stands.
    package func write(_ bytes: RawSpan) throws(Errno) {
        try unsafe bytes.withUnsafeBytes { buffer throws(Errno) in
            var written = 0
            while written < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                written += try call { unsafe Glibc.write(rawValue, rest.baseAddress, rest.count) }
            }
        }
    }

    /// Cuts or extends the file to `size`.
    package func truncate(to size: Int) throws(Errno) {
        _ = try call { ftruncate(rawValue, size) }
    }

    /// Reserves room on the disk for `count` bytes at `offset`, without changing the file's size.
    ///
    /// - Throws: `.notSupported` where the file system cannot.
    package func reserve(_ count: Int, at offset: Int) throws(Errno) {
        _ = try call { shims_reserve(rawValue, Int64(offset), Int64(count)) }
    }

    /// Asks the kernel to begin writing out what is dirty, and waits for nothing.
    package func startWriteBack() throws(Errno) {
        _ = try call { shims_start_write_back(rawValue) }
    }

    /// Makes the file's bytes and size durable (fdatasync).
    package func synchronizeData() throws(Errno) {
        _ = try call { fdatasync(rawValue) }
    }

    /// Makes the file with all that is known of it durable (fsync); for a directory: its names.
    package func synchronize() throws(Errno) {
        _ = try call { fsync(rawValue) }
    }

    /// Takes the file's lock, which goes with the descriptor.
    ///
    /// - Returns: false where another process has it.
    package func tryLock() throws(Errno) -> Bool {
        do {
            _ = try call { flock(rawValue, LOCK_EX | LOCK_NB) }
            return true
        } catch .wouldBlock {
            return false
        }
    }
}
