internal import EventLoop
internal import Syscalls

/// Connections that are one too many of their address (`connection_creation_rate`).
///
/// One that is closed at once would only come again, so each is held for a while, unread, and
/// closed then. There are few at a time: beyond that they are closed at once.
final class RefusedConnections {
    private var count = 0

    private static let most = 1000

    /// A descriptor as something that a timer can hold; it is closed with it.
    private final class Held {
        let descriptor: FileDescriptor

        init(_ descriptor: consuming FileDescriptor) {
            self.descriptor = descriptor
        }
    }

    /// Closes a connection after so long.
    func hold(
        _ descriptor: consuming FileDescriptor, milliseconds: Int64, on events: EventLoop
    ) {
        guard count < Self.most else { return }
        count += 1
        let held = Held(descriptor)
        events.schedule(at: events.now.advanced(byMilliseconds: milliseconds)) { [self] in
            count -= 1
            withExtendedLifetime(held) {}
        }
    }
}
