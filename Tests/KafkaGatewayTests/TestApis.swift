import Bytes
import Cluster
import EventLoop
import KafkaGateway
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls

/// APIs of the tests: each takes a Heartbeat's body and answers with one.
///
/// The reply's error code is the request's generation, by which answers are told apart.
enum TestApis {
    static let table = ApiTable([
        .init(Late.self), .init(Parked.self), .init(FromFile.self), .init(Large.self),
        .init(Blocking.self), .init(AtOnce.self), .init(Throttled.self), .init(Much.self),
    ])

    /// Answers at once.
    enum AtOnce: Api {
        static let key = ApiKey.heartbeat
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            .reply(context.reply(TestApis.response(request)))
        }
    }

    /// Waits until its gate is opened, or for as many milliseconds as the member's name says.
    ///
    /// Behind it further requests of its kind begin, unless the member's name has a second part:
    /// the gate that lets them begin.
    enum Late: Api {
        static let key = ApiKey.produce
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            TestApis.wait(request, isProduce: true, in: context)
        }
    }

    /// Waits likewise, and holds its connection.
    enum Parked: Api {
        static let key = ApiKey.fetch
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            TestApis.wait(request, isProduce: false, in: context)
        }
    }

    /// Answers with as many bytes of a file as the generation says; from `descriptor` by the
    /// kernel, else by reading.
    enum FromFile: Api {
        static let key = ApiKey.listOffsets
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            var response = FetchResponse()
            var slices: [FileSlice] = []
            for index in 0..<2 {
                var topic = FetchResponse.Responses()
                var partition = FetchResponse.Responses.Partitions()
                partition.records = .spliced(byteCount: Int(request.generationId))
                topic.partitions = [partition]
                response.responses.append(topic)
                slices.append(
                    FileSlice(
                        file: TestFile(isKernels: request.memberId == "descriptor"),
                        offset: index * 5, count: Int(request.generationId)))
            }
            return .reply(context.replyHeader.reply(response, version: 4, slices: slices))
        }
    }

    /// Answers at once (or never, for the member `silent`), and is not read for as many milliseconds
    /// as the generation says; opens the gate of the group.
    enum Throttled: Api {
        static let key = ApiKey.leaveGroup
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            if !request.groupId.isEmpty { Gate.named(request.groupId).open(tell: []) }
            guard request.memberId != "silent" else {
                return .silenceAndPause(milliseconds: request.generationId)
            }
            var context = context
            context.throttle(request.generationId)
            return .reply(context.reply(TestApis.response(request)))
        }
    }

    /// Makes an answer that takes as many bytes as the generation says; its code is 1.
    enum Much: Api {
        static let key = ApiKey.syncGroup
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            guard context.loop.memory.take(forAnswer: Int(request.generationId)) else {
                return .close
            }
            var response = HeartbeatResponse()
            response.errorCode = 1
            return .reply(context.reply(response))
        }
    }

    /// Answers with some more bytes in memory than the generation says.
    enum Large: Api {
        static let key = ApiKey.metadata
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            var topic = DeleteTopicsResponse.Responses()
            topic.name = String(repeating: "x", count: 1000)
            var response = DeleteTopicsResponse()
            response.responses = Array(repeating: topic, count: Int(request.generationId) / 1000)
            return .reply(context.replyHeader.reply(response, version: 1))
        }
    }

    /// Keeps the whole loop until the gate of the group is opened, five seconds at most.
    enum Blocking: Api {
        static let key = ApiKey.joinGroup
        static let versions: ClosedRange<Int16> = 0...4

        static func begin(
            _ request: HeartbeatRequest, frame: inout MutableRawSpan, in context: RequestContext
        ) -> Outcome {
            Gate.named(request.groupId + " begun").open(tell: [])
            Gate.named(request.groupId).await()
            Gate.named(request.groupId + " ended").open(tell: [])
            return .reply(context.reply(TestApis.response(request)))
        }
    }

    static func response(_ request: HeartbeatRequest) -> HeartbeatResponse {
        var response = HeartbeatResponse()
        response.errorCode = Int16(truncatingIfNeeded: request.generationId)
        return response
    }

    private static func wait(
        _ request: HeartbeatRequest, isProduce: Bool, in context: RequestContext
    ) -> Outcome {
        let gate = Gate.named(request.groupId)
        let words = request.memberId.split(separator: " ").map(String.init)
        let first = words.count > 1 ? Gate.named(words[1]) : nil
        if isProduce { Gate.named(request.groupId + " begun").open(tell: []) }
        guard !gate.isOpen else { return .reply(context.reply(response(request))) }
        let patience = words.first.flatMap { Int64($0) } ?? 60_000
        return .wait(
            Pending(
                header: context.replyHeader, response: response(request),
                gate: gate, first: first, isProduce: isProduce,
                deadline: context.loop.now.advanced(byMilliseconds: patience)))
    }

    private struct Pending: Waiting {
        let header: ReplyHeader
        let response: HeartbeatResponse
        let gate: Gate
        let first: Gate?
        let isProduce: Bool
        let deadline: Instant

        var isAwaitedAtStop: Bool { isProduce }
        var letsProducesBegin: Bool { isProduce && first?.isOpen != false }
        var keptByteCount: Int { letsProducesBegin ? 0 : 100 }
        var watched: [ObjectIdentifier] {
            [ObjectIdentifier(letsProducesBegin ? gate : first ?? gate)]
        }

        mutating func finish(in loop: LoopContext) -> Reply? {
            guard gate.isOpen || loop.now >= deadline else { return nil }
            return header.reply(response)
        }
    }
}

/// What a test opens so that requests which wait for it are answered.
final class Gate: Sendable {
    private let state = Lock(false)
    private static let gates = Lock<[String: Gate]>([:])

    var isOpen: Bool { state.withLock { $0 } }

    func open(tell mailboxes: [Mailbox<LoopLetter>]) {
        state.withLock { $0 = true }
        for mailbox in mailboxes {
            mailbox.post(.advanced(ObjectIdentifier(self)))
        }
    }

    /// Returns when it is open, or after five seconds.
    func await() {
        for _ in 0..<5000 where !isOpen { Thread.sleep(milliseconds: 1) }
    }

    /// The gate of a name, which is made when it is first asked for.
    static func named(_ name: String) -> Gate {
        gates.withLock { gates in
            if let gate = gates[name] { return gate }
            let gate = Gate()
            gates[name] = gate
            return gate
        }
    }
}

/// A file of some 6 MB whose byte at each position is the position's remainder by 251.
final class TestFile: DiskFile {
    private let file: FileDescriptor
    private let isKernels: Bool
    static let size = pattern.count
    static let pattern = [UInt8]((0...250).map { UInt8($0) }).repeated(4096 * 6)

    init(isKernels: Bool) {
        do {
            let path = "/tmp/strom-gateway-tests-\(RandomBytes.integer())"
            file = try .open(path, [.write, .create])
            try file.write(unsafe Self.pattern.span.bytes, at: 0)
            try FileSystem.remove(path)
        } catch {
            preconditionFailure("\(error)")
        }
        self.isKernels = isKernels
    }

    var descriptor: CInt? { isKernels ? file.rawValue : nil }
    func size() throws(Errno) -> Int { Self.size }
    func read(into buffer: inout MutableRawSpan, at offset: Int) throws(Errno) -> Int {
        try file.read(into: &buffer, at: offset)
    }
    func write(_ bytes: RawSpan, at offset: Int) throws(Errno) {}
    func truncate(to size: Int) throws(Errno) {}
    func reserve(_ count: Int, at offset: Int) throws(Errno) -> Bool { false }
    func startWriteBack() throws(Errno) {}
    func sync() throws(Errno) {}
}

extension [UInt8] {
    fileprivate func repeated(_ count: Int) -> [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(self.count * count)
        for _ in 0..<count {
            all += self
        }
        return all
    }
}
