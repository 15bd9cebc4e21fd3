import CShims
import Glibc

/// SIGTERM and SIGINT as something to read.
///
/// They are blocked for the thread that makes it and for those that it starts, so it is made first.
package struct Signals: ~Copyable {
    /// The descriptor can be read when a signal has arrived.
    package let descriptor: FileDescriptor

    /// Has writes to a closed socket fail, instead of ending the process (SIGPIPE).
    package static func ignoreBrokenPipes() {
        shims_ignore_broken_pipes()
    }

    package init() throws(Errno) {
        descriptor = FileDescriptor(owning: try call { shims_signal_descriptor() })
    }

    /// The number of a signal that has arrived, or nil.
    package func next() -> Int32? {
        let number = shims_signal_read(descriptor.rawValue)
        return number > 0 ? number : nil
    }

    /// Waits for the next signal.
    ///
    /// - Returns: its number, or nil where `milliseconds` passed before; -1 waits for ever.
    package func wait(milliseconds: Int32 = -1) throws(Errno) -> Int32? {
        try descriptor.waitUntilReadable(milliseconds: milliseconds) ? next() : nil
    }

    /// Has the next signal end the process at once, as if nobody watched for it.
    ///
    /// To be called on the thread that made this.
    package static func endAtNext() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe sigaddset(&signals, SIGINT)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
