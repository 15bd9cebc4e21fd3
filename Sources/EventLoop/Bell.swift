internal import Synchronization
package import Syscalls

/// What wakes a loop that sleeps in the kernel, and costs next to nothing while it is awake.
///
/// The loop arms the bell, looks once more whether there is work, and only then sleeps. Who brings
/// work puts it down first and rings then: either the loop saw the work, or the bell was armed.
package final class Bell: Sendable {
    private let event: EventDescriptor
    private let isArmed = Atomic(false)

    package init() throws(Errno) {
        event = try EventDescriptor()
    }

    /// Wakes the loop where it sleeps; any thread may.
    package func ring() {
        guard isArmed.load(ordering: .sequentiallyConsistent),
            isArmed.exchange(false, ordering: .sequentiallyConsistent)
        else { return }
        event.signal()
    }

    /// The descriptor that can be read when the bell was rung.
    var descriptor: CInt {
        event.descriptor.rawValue
    }

    /// The loop is about to sleep; it looks for work after this.
    func arm() {
        isArmed.store(true, ordering: .sequentiallyConsistent)
    }

    /// The loop is awake.
    func disarm() {
        isArmed.store(false, ordering: .sequentiallyConsistent)
    }

    /// Sleeps until the bell is rung: for a thread that has no loop, between ``arm()`` and
    /// ``disarm()``.
    func sleep() throws(Errno) {
        _ = try event.descriptor.waitUntilReadable()
        silence()
    }

    /// Takes back the signal that woke the loop.
    func silence() {
        event.clear()
    }
}
