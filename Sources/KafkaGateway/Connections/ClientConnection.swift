internal import Bytes
internal import EventLoop
internal import KafkaProtocol
internal import Syscalls
internal import Telemetry

/// One client's connection: frames come in, are served in order, and replies leave in order.
///
/// It belongs to the loop's thread. Told in chapters: reading (bytes to frames), serving (frames to
/// replies, and what waits), writing (replies to bytes).
///
/// A request that waits holds the connection: the next frame is not begun before its answer stands
/// in the queue. Behind a Produce that waits for the disk, further Produce requests begin, so that
/// one client can fill a group commit; not so behind one that has yet to append.
final class ClientConnection: Channel {
    let info: ConnectionInfo
    let socket: Socket
    let loop: GatewayLoop
    /// Its name on the loop; nil before it is registered, and when it has ended.
    var token: ChannelToken?
    /// What the loop watches the socket for.
    var interest: Readiness = [.reading]
    /// When bytes last came, or went.
    var lastActive: Instant

    // Reading.

    /// What came of frames that are not served: part of one, or such as are held; nil mostly.
    var input: ByteBuffer?
    /// Bytes missing of the frame at the front of ``input``; 0 where it is whole.
    var missing = 0
    /// The size of the last frame where it was larger than one read, else 0.
    var lastLargeFrame = 0
    /// Bytes entered in the ledger for ``input``.
    var charged = 0
    /// Whether the frame at the front was admitted to the ledger as a large one.
    var isLarge = false
    /// Whether it stands in the loop's line for room in the ledger.
    var isThirsty = false
    /// Whether it stands there because a request could not begin for want of memory.
    var isPutOff = false

    // Serving.

    /// Requests begun that have no answer yet, oldest first.
    var waits: [PendingWait] = []
    /// The replies owed, up to the oldest request that waits.
    var replies = ReplyQueue<Reply>()
    /// Whether a whole frame lies in ``input`` that may not begin yet.
    var isHeld = false
    /// Runs until when the connection is not read (KIP-219).
    var muteTimer: Timers<() -> Void>.Token?
    var muteEnd = Instant.distantFuture
    /// The loop's round of appends in which something was appended for it last.
    var lastAppendRound: Int?
    /// Whether no further request is begun, since the broker stops.
    var isStopping = false

    // Writing.

    var outgoing = Outgoing()
    /// Bytes entered in the ledger for ``outgoing``.
    var outgoingCharged = 0

    init(_ socket: consuming Socket, info: ConnectionInfo, loop: GatewayLoop) {
        self.socket = socket
        self.info = info
        self.loop = loop
        lastActive = loop.events.now
    }

    var isClosed: Bool {
        token == nil
    }

    /// Begins to be served.
    func open() throws(Errno) {
        token = try loop.events.add(self, descriptor: socket.descriptor.rawValue, for: interest)
    }

    /// Ends the connection: what waits is dropped, and nothing of it is told to the client.
    func close() {
        guard let token else { return }
        self.token = nil
        for wait in waits {
            forget(wait, token: token)
            wait.waiting.abandon()
        }
        waits = []
        if let muteTimer { loop.events.cancel(muteTimer) }
        endLargeFrame()
        loop.memory.enter(-charged, in: .requests)
        loop.memory.enter(-outgoingCharged, in: .replies)
        charged = 0
        outgoingCharged = 0
        if let buffer = input.take() { loop.pool.give(buffer) }
        loop.events.remove(token, descriptor: socket.descriptor.rawValue)
        loop.closed(self, token: token)
    }

    func ready(for readiness: Readiness) {
        guard !readiness.contains(.failure) else {
            close()
            return
        }
        if readiness.contains(.writing) {
            proceed()
        }
        guard !isClosed, !readiness.isDisjoint(with: [.reading, .hangup, .peerClosed]) else {
            return
        }
        if mayRead {
            receive()
            if maySendLater { loop.sendLater(self) } else { proceed() }
        } else if readiness.contains(.hangup) || hasLeftMuted(readiness) {
            // Nobody is there to whom what is owed could be sent, and the kernel would say so again.
            close()
        } else {
            setInterest(interest.subtracting([.reading, .peerClosed]))
        }
    }

    /// Whether the client of a connection that is not read has gone, and left no request behind:
    /// there is nothing to wait for, however long it is not to be read.
    private func hasLeftMuted(_ readiness: Readiness) -> Bool {
        readiness.contains(.peerClosed) && muteTimer != nil && input == nil && outgoing.isEmpty
            && socket.hasEnded
    }

    /// Sends what may be sent, serves what is held no longer, and says what to watch for next.
    func proceed() {
        repeat {
            flush()
        } while !isClosed && serveHeld()
        guard !isClosed else { return }
        watch()
    }

    /// Tells the loop what to watch the socket for, where it changed.
    ///
    /// Reading stays watched until bytes come that may not be read: a client that waits for its
    /// answer sends nothing, and costs no call.
    private func watch() {
        var wanted = interest
        if mayRead { wanted.insert(.reading) }
        if muteTimer == nil { wanted.remove(.peerClosed) } else { wanted.insert(.peerClosed) }
        if outgoing.isEmpty { wanted.remove(.writing) } else { wanted.insert(.writing) }
        setInterest(wanted)
    }

    func setInterest(_ wanted: Readiness) {
        guard wanted != interest, let token else { return }
        interest = wanted
        loop.events.change(token, descriptor: socket.descriptor.rawValue, to: wanted)
    }
}

/// A request of a connection that waits.
struct PendingWait {
    let ticket: ReplyQueue<Reply>.Ticket
    var waiting: any Waiting
    /// The objects under which the loop has it.
    var watched: [ObjectIdentifier]
    var timer: Timers<() -> Void>.Token
    /// When the timer runs out.
    var deadline: Instant
    /// Bytes entered in the ledger for what it keeps.
    var charged: Int
    let api: ApiKey
    let begun: Instant
}
