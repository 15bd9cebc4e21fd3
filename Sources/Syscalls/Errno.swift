import Glibc

/// What the kernel says when a system call fails.
package struct Errno: RawRepresentable, Hashable, Error, Sendable, CustomStringConvertible {
    package let rawValue: CInt

    package init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    package static let noSuchFile = Errno(rawValue: ENOENT)
    package static let inputOutput = Errno(rawValue: EIO)
    package static let noSpace = Errno(rawValue: ENOSPC)
    package static let quotaExceeded = Errno(rawValue: EDQUOT)
    package static let fileTooLarge = Errno(rawValue: EFBIG)
    package static let readOnlyFileSystem = Errno(rawValue: EROFS)
    package static let permissionDenied = Errno(rawValue: EACCES)
    package static let wouldBlock = Errno(rawValue: EAGAIN)
    package static let fileExists = Errno(rawValue: EEXIST)
    package static let isDirectory = Errno(rawValue: EISDIR)
    package static let notDirectory = Errno(rawValue: ENOTDIR)
    package static let directoryNotEmpty = Errno(rawValue: ENOTEMPTY)
    package static let tooManyOpenFiles = Errno(rawValue: EMFILE)
    package static let tooManyOpenFilesInSystem = Errno(rawValue: ENFILE)
    package static let addressInUse = Errno(rawValue: EADDRINUSE)
    package static let noAddressFamily = Errno(rawValue: EAFNOSUPPORT)
    package static let addressNotAvailable = Errno(rawValue: EADDRNOTAVAIL)
    package static let connectionRefused = Errno(rawValue: ECONNREFUSED)
    package static let connectionReset = Errno(rawValue: ECONNRESET)
    package static let brokenPipe = Errno(rawValue: EPIPE)
    package static let inProgress = Errno(rawValue: EINPROGRESS)
    package static let outOfMemory = Errno(rawValue: ENOMEM)
    package static let notSupported = Errno(rawValue: EOPNOTSUPP)

    /// The kernel's words for it, such as `No such file or directory`.
    package var description: String {
        unsafe String(cString: strerror(rawValue))
    }
}

/// Makes a system call: repeats it while it is interrupted, and throws what the kernel says.
///
/// A descriptor that is not open (EBADF) or a pointer that is not valid (EFAULT) is a mistake of
/// ours and stops the process.
func call<Result: FixedWidthInteger>(_ body: () -> Result) throws(Errno) -> Result {
    while true {
        let result = body()
        guard result == -1 else { return result }
        let error = errno
        guard error != EINTR else { continue }
        precondition(error != EBADF && error != EFAULT, "a system call was given rubbish")
        throw Errno(rawValue: error)
    }
}
