package import Cluster
package import EventLoop
package import Syscalls

/// What one loop hands to the APIs that it serves; it belongs to the loop's thread.
package final class LoopContext {
    package let broker: LocalBroker
    /// The fetch sessions of all loops.
    package let sessions: FetchSessions
    /// Where other threads tell this loop that something it watches has moved.
    package let mailbox: Mailbox<LoopLetter>
    /// The image in force, as this loop was last told.
    package internal(set) var image: MetadataImage
    /// What a ``Waiting`` watches that waits for a later image.
    package let imageWatch = ImageWatch()
    /// The time of this turn of the loop: what deadlines are compared with.
    package internal(set) var now: Instant
    /// The world's time at this turn: what records are stamped with.
    package internal(set) var wallTime: Timestamp

    package init(
        broker: LocalBroker, sessions: FetchSessions, mailbox: Mailbox<LoopLetter>,
        image: MetadataImage
    ) {
        self.broker = broker
        self.sessions = sessions
        self.mailbox = mailbox
        self.image = image
        now = .now()
        wallTime = .now()
    }
}

/// Stands for the image among what can be watched.
package final class ImageWatch: Sendable {}
