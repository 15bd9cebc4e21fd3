package import Cluster
package import Configuration
package import EventLoop
internal import KafkaProtocol
package import Syscalls
package import Telemetry

/// The protocol's face: the loops, each on a thread of its own, that serve all connections.
package final class Gateway: Sendable {
    private let loops: [LoopPlan]
    let doors: [LoopDoor]
    /// The memory of requests, replies and what else clients make the broker take.
    package let memory: MemoryLedger
    private let threads = Lock<[Thread]>([])

    /// Where each loop is reached by letter; the broker tells them of images and advances.
    package var mailboxes: [Mailbox<LoopLetter>] {
        loops.map(\.mailbox)
    }

    /// Makes the gateway; nothing is served before ``start()``.
    ///
    /// - Parameters:
    ///   - table: the APIs that are answered.
    ///   - configuration: how many loops, and the limits of connections.
    ///   - memory: the broker's, as the contexts have it.
    ///   - isMetered: whether requests are counted, for ``report()``.
    ///   - listeners: bound already, so that a taken port is known before anything else begins.
    ///   - log: where an operator is told which requests are not taken.
    ///   - makeContext: makes what a loop hands to the APIs; called on the loop's thread.
    /// - Throws: where the kernel has no descriptor left.
    package init(
        _ table: ApiTable, configuration: BrokerConfiguration, memory: MemoryLedger,
        isMetered: Bool = false, listeners: [BoundListener], log: Log = Logs.silent,
        makeContext: @escaping @Sendable (Mailbox<LoopLetter>) -> LoopContext
    ) throws(Errno) {
        Signals.ignoreBrokenPipes()
        Machine.separateLargeBlocks()
        self.memory = memory
        let count = Self.loops(of: configuration)
        let limits = ConnectionLimits(
            configuration, openFiles: Machine.raiseOpenFiles(), memory: Machine.memory)
        let frames = FrameDecoder(
            largestFrame: min(limits.largestRequest, memory.largestRequest))
        if frames.largestFrame < limits.largestRequest {
            log.info(
                "the ceiling of memory bounds requests: larger ones end their connections",
                [
                    "largestRequest": "\(frames.largestFrame)",
                    "socket.request.max.bytes": "\(limits.largestRequest)",
                    "strom.memory.bytes": "\(memory.ceiling)",
                ])
        }
        var doors: [LoopDoor] = []
        for _ in 0..<count {
            doors.append(try LoopDoor())
        }
        let shared = GatewayShared(
            table: table, limits: limits, frames: frames,
            connections: ConnectionLedger(limits, loops: count), doors: doors,
            isMetered: isMetered, log: log)
        self.doors = doors
        loops = doors.indices.map { index in
            LoopPlan(
                index: index, shared: shared, mailbox: doors[index].letters,
                // One loop takes the connections, and hands each to the loop that has fewest.
                listeners: index == 0 ? listeners : [], makeContext: makeContext)
        }
    }

    /// How many loops there are: as many as cores, where nothing else is said.
    static func loops(of configuration: BrokerConfiguration) -> Int {
        configuration.loops > 0 ? configuration.loops : Machine.processors
    }

    /// Begins to serve; every loop has begun on return.
    package func start() throws(Errno) {
        let beginnings = Monitor<[Errno?]>([])
        var started: [Thread] = []
        for plan in loops {
            started.append(
                try Thread.start(name: "loop-\(plan.index)") { Self.serve(plan, beginnings) })
        }
        let all = started
        threads.withLock { $0 = all }
        let failures = beginnings.wait { begun in
            begun.count == all.count ? begun.compactMap { $0 } : nil
        }
        if let failure = failures.first { throw failure }
    }

    /// A loop's life, on its thread.
    private static func serve(_ plan: LoopPlan, _ beginnings: Monitor<[Errno?]>) {
        do throws(Errno) {
            let loop = try GatewayLoop(plan)
            beginnings.withLock { $0.append(nil) }
            beginnings.wakeOne()
            loop.run()
        } catch {
            beginnings.withLock { $0.append(error) }
            beginnings.wakeOne()
        }
    }

    /// Has the loops take no more connections, answer what waits, and end; within a second.
    package func stop() {
        for mailbox in mailboxes {
            mailbox.post(.stop)
        }
    }

    /// Waits until all loops have ended.
    package func join() {
        let all = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in all {
            thread.join()
        }
    }
}

/// How a loop is reached: both mailboxes ring the same bell.
struct LoopDoor: Sendable {
    let letters: Mailbox<LoopLetter>
    let arrivals: Mailbox<GatewayLetter>

    init() throws(Errno) {
        letters = try Mailbox()
        arrivals = Mailbox(bell: letters.bell)
    }
}

/// What loops tell each other.
enum GatewayLetter: Sendable {
    /// A connection that is to be served by the reader.
    case connection(Arrival)
    /// One connection of this network must go; the loop that has none passes it on so many times.
    case shed(IPAddress, hops: Int)
    /// Somebody wants to know what the loop has counted.
    case report(ReportInbox)
}

/// A connection on its way to its loop.
final class Arrival: Sendable {
    let descriptor: CInt
    let peer: SocketAddress
    let listener: String

    init(_ descriptor: consuming FileDescriptor, peer: SocketAddress, listener: String) {
        self.descriptor = descriptor.release()
        self.peer = peer
        self.listener = listener
    }
}

/// What all loops share.
struct GatewayShared: Sendable {
    let table: ApiTable
    let limits: ConnectionLimits
    let frames: FrameDecoder
    let connections: ConnectionLedger
    let doors: [LoopDoor]
    /// Whether loops count the requests that they serve.
    let isMetered: Bool
    let log: Log
}

/// What a loop is made from, on its thread.
struct LoopPlan: Sendable {
    let index: Int
    let shared: GatewayShared
    let mailbox: Mailbox<LoopLetter>
    let listeners: [BoundListener]
    let makeContext: @Sendable (Mailbox<LoopLetter>) -> LoopContext
}
