import Glibc

/// A value behind a pthread mutex.
///
/// A lock is a leaf: while it is held no other lock is taken, nothing is sent, and the only I/O is
/// to the page cache (docs/ARCHITECTURE.md, *Threads*, names the one exception). It is not
/// `Synchronization.Mutex`, which locks by futex inside a library that ThreadSanitizer cannot see.
@safe package final class Lock<Value>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    /// The mutex sees to it that it is used by one at a time: Swift need not check that once more.
    @exclusivity(unchecked) private var value: Value

    package init(_ value: consuming sending Value) {
        unsafe self.value = value
        unsafe pthread_mutex_init(mutex, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Runs `body` with the value while no other thread has it.
    package func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try unsafe body(&value)
    }
}
