import Glibc

/// A value behind a pthread mutex that threads can wait on: a ``Lock`` with a waiting room.
@safe package final class Monitor<Value>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var value: Value

    package init(_ value: consuming sending Value) {
        self.value = value
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
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
        return body(&value)
    }

    /// Asks `body` now and after each waking, until it gives something.
    package func wait<Result>(
        for body: (inout sending Value) -> sending Result?
    ) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&value) { return result }
            unsafe pthread_cond_wait(condition, mutex)
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
