package import Syscalls

/// One thread's wait for everything that can happen to it.
///
/// An event loop and all that is registered with it belong to one thread. It is not Sendable, so
/// the compiler keeps it there; other threads reach it through a ``Mailbox`` with its bell.
///
/// A turn of the loop: it sleeps until something happens; then the letters are read, then the
/// sockets are served, then the timers that are due, and last comes what all of these have left for
/// the end of the turn. Letters come first so that what a client was told on one connection holds
/// on every other (docs/ARCHITECTURE.md, *Threads*); timers come behind the sockets so that no
/// session expires whose heartbeat lies in one.
package final class EventLoop {
    /// When the turn began: the time that everything in it is told.
    package private(set) var now = Instant.now()
    private var epoll: Epoll
    private var channels = ChannelTable()
    private var timers = Timers<() -> Void>()
    private let bell: Bell
    private var isStopped = false

    /// A pause of the whole process is one after which a timer is overdue by so much.
    private static let pauseMs: Int64 = 250
    /// How often sockets are read after a pause, at most, before the timers have their turn.
    private static let roundsAfterPause = 64
    /// The token of the bell; no channel has generation 0.
    private static let bellToken: UInt64 = 0

    /// Makes a loop; `bell` is that of the mailbox which it reads.
    package init(wokenBy bell: Bell) throws(Errno) {
        self.bell = bell
        epoll = try Epoll()
        try epoll.add(bell.descriptor, for: .reading, token: Self.bellToken)
    }

    /// Begins to watch a descriptor for a channel, which the loop holds until ``remove(_:descriptor:)``.
    package func add(
        _ channel: any Channel, descriptor: CInt, for interest: Readiness
    ) throws(Errno) -> ChannelToken {
        let token = channels.insert(channel)
        do {
            try epoll.add(descriptor, for: interest, token: token.rawValue)
        } catch {
            channels.remove(token)
            throw error
        }
        return token
    }

    /// Changes what a channel is watched for.
    package func change(_ token: ChannelToken, descriptor: CInt, to interest: Readiness) {
        do {
            try epoll.change(descriptor, to: interest, token: token.rawValue)
        } catch {
            preconditionFailure("epoll: \(error)")
        }
    }

    /// Forgets a channel.
    ///
    /// Its token names nothing afterwards, and no event reaches it.
    package func remove(_ token: ChannelToken, descriptor: CInt) {
        channels.remove(token)
        try? epoll.remove(descriptor)
    }

    /// The channel of a token, or nil where it is gone.
    package func channel(_ token: ChannelToken) -> (any Channel)? {
        channels[token]
    }

    /// Has `action` run at `deadline` or soon after, once.
    @discardableResult
    package func schedule(
        at deadline: Instant, _ action: @escaping () -> Void
    ) -> Timers<() -> Void>.Token {
        timers.add(action, at: deadline)
    }

    /// Takes back what was scheduled; one that has run already is fine.
    package func cancel(_ timer: Timers<() -> Void>.Token) {
        timers.cancel(timer)
    }

    /// Ends ``run(hasMail:mail:settle:)`` after this turn.
    package func stop() {
        isStopped = true
    }

    /// Takes turns until ``stop()``.
    ///
    /// - Parameters:
    ///   - hasMail: whether a letter lies there.
    ///   - mail: reads all letters that lie there.
    ///   - settle: does what was left for the end of the turn.
    package func run(hasMail: () -> Bool, mail: () -> Void, settle: () -> Void = {}) {
        while !isStopped {
            turn(hasMail: hasMail, mail: mail, settle: settle)
        }
    }

    /// Takes one turn, sleeping at most until the next timer is due.
    package func turn(hasMail: () -> Bool, mail: () -> Void, settle: () -> Void = {}) {
        bell.arm()
        let count = wait(milliseconds: hasMail() ? 0 : sleepMs())
        bell.disarm()
        now = .now()
        mail()
        serve(count)
        serveWhatCameInAPause(mail: mail)
        fireTimers()
        settle()
    }

    /// How long the loop may sleep; -1 for ever.
    private func sleepMs() -> Int32 {
        guard let next = timers.next else { return -1 }
        let nanoseconds = next.nanoseconds - Instant.now().nanoseconds
        // Rounded up: a loop that wakes too early finds nothing due and turns for nothing.
        return Int32(clamping: max(0, (nanoseconds + 999_999) / 1_000_000))
    }

    private func wait(milliseconds: Int32) -> Int {
        do {
            return try epoll.wait(milliseconds: milliseconds)
        } catch {
            preconditionFailure("epoll: \(error)")
        }
    }

    private func serve(_ count: Int) {
        for index in 0..<count {
            let (token, readiness) = epoll.event(index)
            guard token != Self.bellToken else {
                bell.silence()
                continue
            }
            channels[ChannelToken(rawValue: token)]?.ready(for: readiness)
        }
    }

    /// After a pause of the process (SIGSTOP, a sleeping machine) reads what the sockets hold
    /// before any timer fires.
    private func serveWhatCameInAPause(mail: () -> Void) {
        guard let next = timers.next, now.milliseconds(since: next) > Self.pauseMs else { return }
        for _ in 0..<Self.roundsAfterPause {
            let count = wait(milliseconds: 0)
            guard count > 0 else { break }
            mail()
            serve(count)
        }
    }

    private func fireTimers() {
        while let action = timers.takeDue(now: now) {
            action()
        }
    }
}
