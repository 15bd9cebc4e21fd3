import Glibc

/// A value behind a pthread mutex that threads can wait on: a ``Lock`` with a waiting room.
@safe package final class Monitor<Value>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// The mutex sees to it that it is used by one at a time: Swift need not check that once more.
    @exclusivity(unchecked) private var value: Value

    package init(_ value: consuming sending Value) {
        unsafe self.value = value
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs `body` with the value while no other thread has it, and wakes nobody.
    package func withLock<Result>(
        _ body: (inout sending Value) -> sending Result
    ) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return unsafe body(&value)
    }

    /// Asks `body` now and after each waking, until it gives something.
    package func wait<Result>(
        for body: (inout sending Value) -> sending Result?
    ) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = unsafe body(&value) { return result }
            unsafe pthread_cond_wait(condition, mutex)
        }
    }

    /// As ``wait(for:)``, for so many milliseconds at most.
    ///
    /// - Returns: nil when they are over and `body` gave nothing.
    package func wait<Result>(
        milliseconds: Int64, for body: (inout sending Value) -> sending Result?
    ) -> sending Result? {
        let deadline = Instant.now().advanced(byMilliseconds: milliseconds).nanoseconds
        var time = timespec(
            tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = unsafe body(&value) { return result }
            guard unsafe pthread_cond_timedwait(condition, mutex, &time) == 0 else {
                return unsafe body(&value)
            }
        }
    }

    /// Wakes one of the threads that wait; a few nanoseconds where there are none.
    package func wakeOne() {
        unsafe pthread_cond_signal(condition)
    }

    /// Wakes all threads that wait.
    package func wakeAll() {
        unsafe pthread_cond_broadcast(condition)
    }
}
