internal import Bytes
internal import KafkaProtocol
internal import EventLoop
internal import Syscalls
internal import Telemetry

/// Reading: bytes come into a buffer that is the loop's, or, of a large frame, the connection's own.
///
/// Small frames are read many at a time; of a frame larger than one read exactly the rest, so that
/// nothing is moved. A buffer grows with the bytes that have come, never with an announced size.
extension ClientConnection {
    /// Reads in one turn, at most, so that a fast sender leaves room for the others.
    private static let readsPerTurn = 8
    /// Fewer bytes of an unfinished frame than these are copied into memory of their own size.
    private static let fewBytes = 16 << 10
    /// Room for fewer bytes than these is not worth a call.
    private static let leastRead = 4 << 10

    /// Whether bytes may be read now.
    var mayRead: Bool {
        let heldBytes = isHeld ? input?.count ?? 0 : 0
        return !isStopping && muteTimer == nil && !isThirsty && !isOutgoingFull
            && heldBytes < BufferPool.readSize
    }

    /// Reads and serves what has come.
    func receive() {
        guard mayRead else { return }
        for _ in 0..<Self.readsPerTurn {
            guard admit(), receiveOnce(), !isClosed, mayRead else { break }
        }
        loop.noteBuffers()
    }

    /// Reads once and serves what is whole.
    ///
    /// - Returns: whether there may be more to read.
    private func receiveOnce() -> Bool {
        var buffer = takeBuffer()
        let wanted = readSize(for: buffer)
        let count: Int?
        do {
            count = try receive(wanted, into: &buffer)
        } catch {
            close()
            return false
        }
        guard let count else {
            keep(buffer)
            return false
        }
        guard count > 0 else {
            // The client sends no more; what this turn still owes it may yet be read.
            flush()
            close()
            return false
        }
        lastActive = loop.events.now
        loop.hasReceived = true
        serve(&buffer)
        guard !isClosed else { return false }
        keep(buffer)
        return count == wanted
    }

    /// Reads at most so many bytes.
    ///
    /// - Returns: how many came, 0 at the end, nil where none are there.
    private func receive(_ wanted: Int, into buffer: inout ByteBuffer) throws(Errno) -> Int? {
        var received: Int? = nil
        try buffer.append(upTo: wanted) { room throws(Errno) in
            received = try socket.receive(into: &room)
            return received ?? 0
        }
        return received
    }

    /// The buffer to read into: the connection's own where it holds much, else one of the loop's,
    /// with what the connection held at its front.
    private func takeBuffer() -> ByteBuffer {
        guard let own = input.take() else {
            return lastLargeFrame > 0
                ? loop.pool.takeLarge(lastLargeFrame) ?? loop.pool.take() : loop.pool.take()
        }
        return roomy(own)
    }

    /// The buffer itself where it is no small one, else one of the loop's with the same bytes.
    private func roomy(_ own: consuming ByteBuffer) -> ByteBuffer {
        if own.capacity >= BufferPool.readSize { return own }
        var buffer = loop.pool.take()
        buffer.append(own.bytes)
        return buffer
    }

    /// How many bytes to read at most.
    private func readSize(for buffer: borrowing ByteBuffer) -> Int {
        let needed = buffer.isEmpty ? 0 : missing
        guard needed > 0, buffer.count + needed > BufferPool.readSize else {
            return max(BufferPool.readSize - buffer.count, Self.leastRead)
        }
        let room = buffer.spareCount
        return min(needed, room >= Self.leastRead ? room : max(buffer.count, BufferPool.readSize))
    }

    /// Keeps what was not served, and no more memory than it needs.
    func keep(_ buffer: consuming ByteBuffer) {
        guard !buffer.isEmpty else {
            loop.pool.give(buffer)
            charge(0)
            return
        }
        if buffer.count < Self.fewBytes {
            var own = ByteBuffer(capacity: buffer.count)
            own.append(buffer.bytes)
            loop.pool.give(buffer)
            input = consume own
        } else {
            input = makeRoom(buffer)
        }
        charge(input?.count ?? 0)
    }

    /// Makes room for the rest of a large frame where a buffer for it lies in the pool.
    private func makeRoom(_ buffer: consuming ByteBuffer) -> ByteBuffer {
        if buffer.spareCount < missing { buffer.compact() }
        guard missing > buffer.spareCount,
            var roomy = loop.pool.takeLarge(buffer.count + missing)
        else { return buffer }
        roomy.append(buffer.bytes)
        loop.pool.give(buffer)
        return roomy
    }
}

/// The ledger of memory in flight: who may read on, and who stands in line.
extension ClientConnection {
    /// Enters in the ledger what ``input`` holds.
    private func charge(_ byteCount: Int) {
        loop.memory.enter(byteCount - charged, in: .requests)
        charged = byteCount
    }

    /// Whether the ledger has room for what is to be read; if not, the connection stands in line.
    private func admit() -> Bool {
        let held = input?.count ?? 0
        guard held >= Self.fewBytes, missing > 0, held + missing > BufferPool.readSize else {
            let ledger = loop.memory.ledger
            return !ledger.isFull || holdsNothing && !ledger.isExhausted || standInLine()
        }
        let next = min(missing, max(held, BufferPool.readSize))
        let isAdmitted = loop.memory.ledger.admit(
            held + next - charged, for: ObjectIdentifier(self), now: loop.events.now)
        guard isAdmitted else { return standInLine() }
        charged = held + next
        isLarge = true
        return true
    }

    /// Whether nothing of it is in the ledger.
    private var holdsNothing: Bool {
        charged == 0 && outgoingCharged == 0 && waits.isEmpty
    }

    /// A large frame is over: whoever waits for memory may have precedence.
    func endLargeFrame() {
        guard isLarge else { return }
        isLarge = false
        loop.memory.ledger.yieldPrecedence(of: ObjectIdentifier(self))
    }

    /// Waits for room in the ledger.
    @discardableResult
    func standInLine() -> Bool {
        guard !isThirsty else { return false }
        isThirsty = true
        setInterest(interest.subtracting(.reading))
        loop.standInLine(self)
        return false
    }

    /// The ledger may have room again.
    func retryReading() {
        guard isThirsty, !isClosed else { return }
        isThirsty = false
        receive()
        proceed()
    }
}
