internal import Cluster
internal import EventLoop
internal import KafkaProtocol
internal import Syscalls
internal import Telemetry

/// One loop of the gateway: its connections, and what they have in common.
///
/// It is made on its thread, and only that thread touches it.
final class GatewayLoop {
    let index: Int
    let events: EventLoop
    let context: LoopContext
    let table: ApiTable
    let frames: FrameDecoder
    let memory: LoopMemory
    private let shared: GatewayShared
    private let door: LoopDoor

    /// What connections of the loop use while they are served.
    var pool: BufferPool
    /// Bytes entered in the ledger for the pool.
    private var pooled = 0
    var gather = Gather()
    var waits = LoopWaits()
    /// What was counted of the requests served.
    var meter: LoopMeter
    /// How many connections there ever were.
    private(set) var opened = 0

    private var listeners: [Listener] = []
    private(set) var connections: [ChannelToken: ClientConnection] = [:]
    /// Those that wait for room in the ledger, in order.
    private var line: [ClientConnection] = []
    private var lineSince = Instant.distantFuture
    /// Those that send at the end of the turn.
    var owing: [ClientConnection] = []
    /// How often what was appended was settled.
    var appendRound = 0
    private var isSweeping = false
    /// Whether bytes have come, or connections have gone, since memory was last given back.
    var hasReceived = false
    private var isStopping = false
    private var rate: CreationRate
    private var refusals = Refusals()
    private let refused = RefusedConnections()

    /// A connection that keeps others waiting for memory is let go after so long without a byte.
    private static let stalledMs: Int64 = 5000
    /// What is on its way to the disk when the broker stops is waited for so long.
    private static let stopPatienceMs: Int64 = 400
    /// When a stopping broker ends what connections are left.
    private static let stopLimitMs: Int64 = 800

    init(_ plan: LoopPlan) throws(Errno) {
        index = plan.index
        shared = plan.shared
        door = plan.shared.doors[plan.index]
        table = plan.shared.table
        frames = plan.shared.frames
        events = try EventLoop(wokenBy: plan.mailbox.bell)
        context = plan.makeContext(plan.mailbox)
        memory = context.memory
        pool = BufferPool(
            mostLargeBytes: min(memory.ledger.ceiling / 8 / plan.shared.doors.count, 8 << 20))
        meter = LoopMeter(isOn: plan.shared.isMetered)
        rate = CreationRate(plan.shared.limits.creationRate, now: events.now)
        for bound in plan.listeners {
            let name = bound.name
            for socket in bound.sockets {
                listeners.append(
                    try Listener(socket, on: events) { [unowned self] descriptor, peer in
                        self.accept(descriptor, peer: peer, listener: name)
                    })
            }
        }
    }

    /// Serves until the broker stops.
    func run() {
        events.run(
            hasMail: { !door.letters.isEmpty || !door.arrivals.isEmpty },
            mail: { readLetters() },
            settle: { settle() })
    }

    /// Has a request that waits be asked when its time is up.
    func schedule(_ key: WaitKey, at deadline: Instant) -> Timers<() -> Void>.Token {
        events.schedule(at: deadline) { [unowned self] in
            guard let connection = self.connections[key.connection] else { return }
            connection.finish(key.ticket, isTimeUp: true)
            connection.proceed()
        }
    }
}

/// Letters: read before the sockets are served.
extension GatewayLoop {
    private func readLetters() {
        context.now = events.now
        context.wallTime = .now()
        for letter in door.letters.drain() {
            read(letter)
        }
        for letter in door.arrivals.drain() {
            switch letter {
            case .connection(let arrival): open(arrival)
            case .shed(let network, let hops): shed(network, hops: hops)
            case .report(let inbox): tell(inbox)
            }
        }
        askWoken()
    }

    private func read(_ letter: LoopLetter) {
        switch letter {
        case .advanced(let object): waits.wake(object)
        case .image(let image):
            if context.take(image) { takeSettings() }
            waits.wake(ObjectIdentifier(context.imageWatch))
        case .stop: stop()
        }
    }

    /// Takes the limits of connections into force that were changed while the broker runs.
    private func takeSettings() {
        let limits = ConnectionLimits(
            context.configuration, openFiles: Machine.raiseOpenFiles(), memory: Machine.memory)
        shared.connections.limit(to: limits)
        rate = CreationRate(limits.creationRate, now: events.now)
    }

    /// Asks the requests for which something has moved; then each connection sends at once what
    /// that gave.
    private func askWoken() {
        let woken = waits.takeWoken()
        guard !woken.isEmpty else { return }
        for key in woken {
            connections[key.connection]?.finish(key.ticket, isTimeUp: false)
        }
        var last: ChannelToken?
        for key in woken where key.connection != last {
            last = key.connection
            connections[key.connection]?.proceed()
        }
    }
}

/// Requests that are not taken.
extension GatewayLoop {
    /// Tells an operator, now and then, that a request was too large, and what the limit is.
    func tellRefusal(of size: Int, from client: ConnectionInfo) {
        guard let count = refusals.take(now: events.now) else { return }
        shared.log.warning(
            "a request is too large, or its size is none; its connection ends",
            [
                "size": "\(size)", "largestRequest": "\(frames.largestFrame)",
                "peer": "\(client.peerAddress)", "sinceLastTold": "\(count)",
            ])
    }

    /// What is told once in a while, however often it happens.
    private struct Refusals {
        private var untold = 0
        private var next = Instant(nanoseconds: 0)

        private static let pauseMs: Int64 = 10_000

        /// How many there were since it was told last; nil where it is not to be told now.
        mutating func take(now: Instant) -> Int? {
            untold += 1
            guard now >= next else { return nil }
            next = now.advanced(byMilliseconds: Self.pauseMs)
            defer { untold = 0 }
            return untold
        }
    }
}

/// Connections come and go.
extension GatewayLoop {
    /// Takes a connection in, or closes it (C-13).
    private func accept(
        _ descriptor: consuming FileDescriptor, peer: SocketAddress, listener: String
    ) {
        if let delay = rate.take(now: events.now) { pauseListeners(milliseconds: delay) }
        if let delay = quotaDelay(of: peer.ip) {
            refused.hold(descriptor, milliseconds: delay, on: events)
            return
        }
        let chosen: Int
        switch shared.connections.admit(peer.ip) {
        case .refused: return
        case .admitted(let loop): chosen = loop
        case .inPlaceOf(let network, let loop):
            chosen = loop
            shed(network, hops: shared.doors.count - 1)
        }
        let arrival = Arrival(descriptor, peer: peer, listener: listener)
        guard chosen != index else {
            open(arrival)
            return
        }
        shared.doors[chosen].arrivals.post(.connection(arrival))
    }

    /// For how long a connection is held and then closed, which is one too many of its address.
    private func quotaDelay(of address: IPAddress) -> Int64? {
        let quotas = context.image.quotas
        guard !quotas.isEmpty, let bound = quotas.connectionRate(of: address) else { return nil }
        return context.quotas.refuse(address, rate: bound, now: events.now)
    }

    private func open(_ arrival: Arrival) {
        let socket = Socket(FileDescriptor(owning: arrival.descriptor))
        guard !isStopping, let local = try? socket.localAddress() else {
            shared.connections.leave(arrival.peer.ip, loop: index)
            return
        }
        try? socket.setNoDelay()
        let info = ConnectionInfo(
            listener: arrival.listener, localAddress: local, peerAddress: arrival.peer)
        let connection = ClientConnection(socket, info: info, loop: self)
        do {
            try connection.open()
        } catch {
            // The kernel has no memory for one more; the client sees its connection closed.
            shared.connections.leave(arrival.peer.ip, loop: index)
            return
        }
        if let token = connection.token { connections[token] = connection }
        opened += 1
        beginSweeping()
    }

    /// Who is connected.
    var infos: some Sequence<ConnectionInfo> { connections.values.lazy.map(\.info) }

    /// Forgets a connection that has ended.
    func closed(_ connection: ClientConnection, token: ChannelToken) {
        connections[token] = nil
        hasReceived = true
        shared.connections.leave(connection.info.peerAddress.ip, loop: index)
        if isStopping, connections.isEmpty { events.stop() }
    }

    /// Lets the connection of a network go that was silent longest.
    private func shed(_ network: IPAddress, hops: Int) {
        let candidates = connections.values.filter { $0.info.peerAddress.ip.network == network }
        if let silent = candidates.min(by: { $0.lastActive < $1.lastActive }) {
            silent.close()
        } else if hops > 0 {
            let next = (index + 1) % shared.doors.count
            shared.doors[next].arrivals.post(.shed(network, hops: hops - 1))
        }
    }

    private func pauseListeners(milliseconds: Int64) {
        for listener in listeners {
            listener.pause()
        }
        events.schedule(at: events.now.advanced(byMilliseconds: milliseconds)) { [unowned self] in
            for listener in self.listeners {
                listener.resume()
            }
        }
    }
}

/// Idle connections are closed (C-12), and memory that nobody needs is given back.
extension GatewayLoop {
    private var sweepMs: Int64 {
        let idle = shared.limits.idleMs
        return idle > 0 ? min(5000, max(50, idle / 4)) : 5000
    }

    private func beginSweeping() {
        guard !isSweeping else { return }
        isSweeping = true
        events.schedule(at: events.now.advanced(byMilliseconds: sweepMs)) { [unowned self] in
            self.isSweeping = false
            self.sweep()
        }
    }

    /// Gives memory back that was needed for what has come.
    private func trim() {
        guard pool.trim() || hasReceived else { return }
        noteBuffers()
        hasReceived = false
        Machine.trimMemory()
    }

    /// Enters in the ledger what the pool holds.
    func noteBuffers() {
        guard pool.largeBytes != pooled else { return }
        memory.enter(pool.largeBytes - pooled, in: .buffers)
        pooled = pool.largeBytes
    }

    private func sweep() {
        trim()
        memory.settle()
        let idle = shared.limits.idleMs
        if idle > 0 {
            for connection in connections.values
            where connection.waits.isEmpty
                && events.now.milliseconds(since: connection.lastActive) > idle
            {
                connection.close()
            }
        }
        if !connections.isEmpty || !pool.isEmpty { beginSweeping() }
    }
}

/// The line for room in the ledger of memory in flight.
extension GatewayLoop {
    private static let retryMs: Int64 = 5

    /// Puts a connection at the end of the line.
    func standInLine(_ connection: ClientConnection) {
        if line.isEmpty {
            lineSince = events.now
            retryLater()
        }
        line.append(connection)
    }

    private func retryLater() {
        events.schedule(at: events.now.advanced(byMilliseconds: Self.retryMs)) { [unowned self] in
            self.retryLine()
        }
    }

    private func retryLine() {
        if events.now.milliseconds(since: lineSince) > Self.stalledMs { closeStalled() }
        let waiting = line
        line = []
        let since = lineSince
        var isAnyPutOff = false
        for connection in waiting {
            // Where one request found no memory, those behind it would be decoded in vain.
            guard !(isAnyPutOff && connection.isPutOff && !connection.isClosed) else {
                line.append(connection)
                continue
            }
            connection.retryReading()
            // Only one that stands in line again: with it there is a timer for the others.
            isAnyPutOff =
                isAnyPutOff
                || connection.isPutOff && connection.isThirsty && !connection.isClosed
        }
        guard !line.isEmpty else { return }
        lineSince = since
    }

    /// Closes a connection that holds memory and has moved no byte for long: before all others one
    /// that could have.
    private func closeStalled() {
        let holding = connections.values.filter { connection in
            connection.charged + connection.outgoingCharged > 0 && connection.waits.isEmpty
                && events.now.milliseconds(since: connection.lastActive) > Self.stalledMs
        }
        let able = holding.filter { !$0.isThirsty }
        (able.isEmpty ? holding : able).min { $0.lastActive < $1.lastActive }?.close()
    }
}

/// The end: no more connections, answers for what waits, and nothing left after a second.
extension GatewayLoop {
    private func stop() {
        guard !isStopping else { return }
        isStopping = true
        for listener in listeners {
            listener.stop()
        }
        listeners = []
        for connection in line {
            connection.isThirsty = false
        }
        line = []
        askAll(isLast: false)
        let now = events.now
        events.schedule(at: now.advanced(byMilliseconds: Self.stopPatienceMs)) { [unowned self] in
            self.askAll(isLast: true)
        }
        events.schedule(at: now.advanced(byMilliseconds: Self.stopLimitMs)) { [unowned self] in
            for connection in self.connections.values {
                connection.close()
            }
            self.events.stop()
        }
        if connections.isEmpty { events.stop() }
    }

    /// Has every connection answer what waits: past every deadline, it answers with what there is.
    private func askAll(isLast: Bool) {
        context.now = .distantFuture
        defer { context.now = events.now }
        for connection in connections.values {
            connection.stop(isLast: isLast)
        }
    }
}
