internal import Bytes
internal import LogEngine
internal import Syscalls

/// Replies on their way into a socket, and how far they have come.
///
/// A reply is a row of pieces: memory, and parts of files in between. What lies in memory is
/// written many pieces at a time; the kernel brings the parts of files by itself (sendfile).
struct Outgoing: ~Copyable {
    /// Those before `first` are sent.
    private var replies: [Reply?] = []
    private var first = 0
    /// The piece of the first reply that is sent next: even ones are memory, odd ones files.
    private var piece = 0
    /// Bytes of that piece that are sent.
    private var sent = 0
    /// Bytes that were ever sent.
    private(set) var sentByteCount = 0
    /// Bytes of memory that the replies hold.
    private(set) var memory = 0

    /// Pieces of memory in one call.
    private static let mostVectors = 64
    /// Bytes in one turn, so that one fast reader does not keep its loop from the others.
    private static let mostPerTurn = 4 << 20

    /// How a flush ended.
    enum Progress {
        /// All is sent.
        case done
        /// The socket takes no more now.
        case blocked
        /// Enough for this turn.
        case yielded
        /// A file ended before its part did: the frame cannot be finished.
        case broken
    }

    var isEmpty: Bool {
        first == replies.count
    }

    mutating func append(_ reply: Reply) {
        memory += reply.footprint
        replies.append(reply)
    }

    /// Sends as much as goes without waiting.
    mutating func flush(
        into socket: borrowing Socket, gather: inout Gather
    ) throws(Errno) -> Progress {
        var budget = Self.mostPerTurn
        while first < replies.count, let reply = replies[first] {
            guard budget > 0 else { return .yielded }
            let count: Int?
            if piece % 2 == 1 {
                count = try sendSlice(reply.slices[piece / 2], into: socket, atMost: budget)
                guard count != 0 else { return .broken }
            } else {
                count = try sendMemory(into: socket, gather: &gather)
            }
            guard let count else { return .blocked }
            advance(count)
            budget -= count
        }
        return .done
    }

    /// Writes the pieces of memory from here to the next part of a file.
    private func sendMemory(
        into socket: borrowing Socket, gather: inout Gather
    ) throws(Errno) -> Int? {
        gather.removeAll()
        var index = first
        var (piece, skipped) = (piece, sent)
        while index < replies.count, let reply = replies[index], gather.count < Self.mostVectors {
            let range = reply.memory(ofPiece: piece)
            // The reply holds its bytes, and the queue the reply, until the call is over.
            unsafe reply.add((range.lowerBound + skipped)..<range.upperBound, to: &gather)
            guard piece == reply.lastPiece else {
                return try socket.send(gather, more: true)
            }
            index += 1
            (piece, skipped) = (0, 0)
        }
        return try socket.send(gather)
    }

    /// Sends the rest of a part of a file, or what goes of it.
    private func sendSlice(
        _ slice: FileSlice, into socket: borrowing Socket, atMost budget: Int
    ) throws(Errno) -> Int? {
        let count = min(slice.count - sent, budget)
        guard let file = slice.file.descriptor else {
            return try copySlice(slice, into: socket, count: min(count, 64 << 10))
        }
        return try socket.send(file: file, at: slice.offset + sent, count: count)
    }

    /// Sends from a file behind which there is no kernel.
    private func copySlice(
        _ slice: FileSlice, into socket: borrowing Socket, count: Int
    ) throws(Errno) -> Int? {
        var copy = ByteBuffer(capacity: count)
        try copy.append(upTo: count) { room throws(Errno) in
            try slice.file.read(into: &room, at: slice.offset + sent)
        }
        guard !copy.isEmpty else { return 0 }
        return try socket.send(copy.bytes)
    }

    /// Notes that so many bytes are sent, and lets go of the replies that are sent whole.
    private mutating func advance(_ count: Int) {
        sent += count
        sentByteCount += count
        while first < replies.count, let reply = replies[first] {
            let length = reply.byteCount(ofPiece: piece)
            guard sent >= length else { return }
            sent -= length
            guard piece == reply.lastPiece else {
                piece += 1
                continue
            }
            memory -= reply.footprint
            replies[first] = nil
            first += 1
            piece = 0
            if first >= 64, first * 2 >= replies.count {
                replies.removeFirst(first)
                first = 0
            }
        }
        replies.removeAll(keepingCapacity: replies.capacity <= 64)
        first = 0
    }
}

extension Reply {
    /// The number of the last piece; pieces count from 0.
    fileprivate var lastPiece: Int {
        2 * splices.count
    }

    /// Bytes of memory that it takes, with what stands around its bytes.
    fileprivate var footprint: Int {
        bytes.capacity + 256 + slices.count * (MemoryLayout<FileSlice>.stride + 32)
    }

    fileprivate func byteCount(ofPiece piece: Int) -> Int {
        piece % 2 == 1 ? slices[piece / 2].count : memory(ofPiece: piece).count
    }

    /// Adds bytes of the memory to what is written in one call; see ``Gather``.
    @unsafe fileprivate func add(_ range: Range<Int>, to gather: inout Gather) {
        unsafe Self.add(range, of: bytes, to: &gather)
    }

    /// A span of a class's property has no name; one of an argument has.
    @unsafe private static func add(
        _ range: Range<Int>, of buffer: borrowing ByteBuffer, to gather: inout Gather
    ) {
        unsafe gather.add(buffer.bytes, range)
    }

    /// Where in the reply's bytes a piece of memory lies.
    fileprivate func memory(ofPiece piece: Int) -> Range<Int> {
        let index = piece / 2
        let start = index == 0 ? 0 : splices[index - 1].position
        let end = index == splices.count ? bytes.count : splices[index].position
        return start..<end
    }
}
