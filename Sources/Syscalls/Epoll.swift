import CShims
import Glibc

/// What a descriptor is ready for, or what one wants to hear of.
package struct Readiness: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let reading = Readiness(rawValue: UInt32(EPOLLIN.rawValue))
    package static let writing = Readiness(rawValue: UInt32(EPOLLOUT.rawValue))
    /// The other side has closed its half, or all of the connection; told unasked.
    package static let hangup = Readiness(rawValue: UInt32(EPOLLHUP.rawValue))
    package static let failure = Readiness(rawValue: UInt32(EPOLLERR.rawValue))
    /// The other side sends no more.
    ///
    /// To be asked for.
    package static let peerClosed = Readiness(rawValue: UInt32(EPOLLRDHUP.rawValue))
}

/// A kernel queue of readiness events (epoll(7)).
@safe package struct Epoll: ~Copyable {
    private let descriptor: FileDescriptor
    private var events: [epoll_event]

    /// Makes a queue of which one wait brings at most `capacity` events.
    package init(capacity: Int = 256) throws(Errno) {
        descriptor = FileDescriptor(owning: try call { epoll_create1(CInt(EPOLL_CLOEXEC)) })
        unsafe events = Array(repeating: epoll_event(), count: capacity)
    }

    /// Begins to watch a descriptor; `token` comes with each of its events.
    package func add(_ watched: CInt, for interest: Readiness, token: UInt64) throws(Errno) {
        try control(EPOLL_CTL_ADD, watched, interest, token)
    }

    /// Changes what is watched for.
    package func change(_ watched: CInt, to interest: Readiness, token: UInt64) throws(Errno) {
        try control(EPOLL_CTL_MOD, watched, interest, token)
    }

    /// Ends the watch.
    ///
    /// Closing the last descriptor of a socket does so, too.
    package func remove(_ watched: CInt) throws(Errno) {
        try control(EPOLL_CTL_DEL, watched, [], 0)
    }

    /// Waits for events, so many milliseconds at most; -1 for ever, 0 not at all.
    ///
    /// - Returns: how many there are; ``event(_:)`` tells each.
    package mutating func wait(milliseconds: Int32) throws(Errno) -> Int {
        let room = unsafe Int32(events.count)
        let count = unsafe events.withUnsafeMutableBufferPointer { events in
            unsafe epoll_wait(descriptor.rawValue, events.baseAddress, room, milliseconds)
        }
        guard count < 0 else { return Int(count) }
        // An interruption is an empty wait: the caller looks at its clock and waits again.
        guard errno != EINTR else { return 0 }
        throw Errno(rawValue: errno)
    }

    /// One of the events that the last wait brought.
    package func event(_ index: Int) -> (token: UInt64, readiness: Readiness) {
        unsafe (events[index].data.u64, Readiness(rawValue: events[index].events))
    }

    private func control(
        _ operation: CInt, _ watched: CInt, _ interest: Readiness, _ token: UInt64
    ) throws(Errno) {
        var event = unsafe epoll_event(events: interest.rawValue, data: epoll_data_t(u64: token))
        _ = try call { unsafe epoll_ctl(descriptor.rawValue, operation, watched, &event) }
    }
}

/// A counter in the kernel by which one thread wakes another (eventfd(2)).
package struct EventDescriptor: ~Copyable, Sendable {
    package let descriptor: FileDescriptor

    package init() throws(Errno) {
        descriptor = FileDescriptor(
            owning: try call { eventfd(0, CInt(EFD_CLOEXEC | EFD_NONBLOCK)) })
    }

    /// Wakes who waits for it; any thread may.
    package func signal() {
        _ = eventfd_write(descriptor.rawValue, 1)
    }

    /// Takes back all signals so far.
    package func clear() {
        var count: eventfd_t = 0
        _ = unsafe eventfd_read(descriptor.rawValue, &count)
    }
}
