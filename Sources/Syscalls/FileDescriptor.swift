import CShims
import Glibc

/// Something open in the kernel, closed when its owner goes.
package struct FileDescriptor: ~Copyable, Sendable {
    package let rawValue: CInt

    /// Takes over an open descriptor.
    package init(owning rawValue: CInt) {
        precondition(rawValue >= 0, "not a descriptor")
        self.rawValue = rawValue
    }

    deinit {
        close(rawValue)
    }

    /// Another descriptor of the same file.
    package func duplicate() throws(Errno) -> FileDescriptor {
        FileDescriptor(owning: try call { fcntl(rawValue, F_DUPFD_CLOEXEC, 0) })
    }

    /// Gives the open descriptor away, to whoever closes it then.
    package consuming func release() -> CInt {
        let descriptor = rawValue
        discard self
        return descriptor
    }

    /// Whether a person may sit at the other end.
    package var isTerminal: Bool {
        isatty(rawValue) == 1
    }

    /// Waits until there is something to read.
    ///
    /// - Returns: false where `milliseconds` passed before; -1 waits for ever.
    package func waitUntilReadable(milliseconds: Int32 = -1) throws(Errno) -> Bool {
        try call { shims_wait_readable(rawValue, milliseconds) } > 0
    }

    /// Waits until something can be written.
    ///
    /// - Returns: false where `milliseconds` passed before; -1 waits for ever.
    package func waitUntilWritable(milliseconds: Int32 = -1) throws(Errno) -> Bool {
        try call { shims_wait_writable(rawValue, milliseconds) } > 0
    }
}

/// The three streams that every process is born with.
package enum StandardStream: CInt, Sendable {
    case input = 0
    case output = 1
    case error = 2

    /// Whether a person may sit at the other end.
    package var isTerminal: Bool {
        isatty(rawValue) == 1
    }

    /// Writes the whole text.
    package func write(_ text: String) throws(Errno) {
        try write(unsafe text.utf8Span.span.bytes)
    }

    /// Writes all of `bytes`.
    package func write(_ bytes: RawSpan) throws(Errno) {
        try unsafe bytes.withUnsafeBytes { buffer throws(Errno) in
            var written = 0
            while written < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                written += try call { unsafe Glibc.write(rawValue, rest.baseAddress, rest.count) }
            }
        }
    }

    /// Reads what there is, at most so much as `buffer` holds.
    ///
    /// - Returns: the number of bytes; 0 at the end.
    package func read(into buffer: inout MutableRawSpan) throws(Errno) -> Int {
        try unsafe buffer.withUnsafeMutableBytes { bytes throws(Errno) in
            try call { unsafe Glibc.read(rawValue, bytes.baseAddress, bytes.count) }
        }
    }
}
