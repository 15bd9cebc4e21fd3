internal import Bytes
internal import EventLoop
internal import KafkaProtocol
internal import Syscalls
internal import Telemetry

/// Serving: whole frames are begun in the order in which they came, as far as they may be.
extension ClientConnection {
    /// Requests of one connection that are begun and not answered, at most.
    private static let mostWaits = 128
    /// About what a wait takes by itself: its places in tables, its timer, a small answer.
    private static let waitByteCount = 512

    /// Begins the frames that lie whole in the buffer, and uses them up.
    func serve(_ buffer: inout ByteBuffer) {
        isHeld = false
        while !isClosed {
            switch loop.frames.next(in: buffer.bytes) {
            case .incomplete(let missing):
                self.missing = missing
                return
            case .refused(let size):
                loop.tellRefusal(of: size, from: info)
                flush()
                close()
            case .frame(let range):
                missing = 0
                endLargeFrame()
                guard mayBegin(buffer.bytes.extracting(range)) else {
                    isHeld = true
                    return
                }
                lastLargeFrame = range.count > BufferPool.readSize ? range.upperBound : 0
                guard begin(range, in: &buffer) else {
                    isHeld = true
                    isPutOff = true
                    standInLine()
                    return
                }
                isPutOff = false
                buffer.consume(range.upperBound)
            }
        }
    }

    /// Serves the frames that were held, where they are held no longer.
    ///
    /// - Returns: whether any was begun, so that there may be something to send.
    func serveHeld() -> Bool {
        guard isHeld, let front = input?.count, var buffer = input.take() else { return false }
        serve(&buffer)
        let isServed = buffer.count < front
        guard !isClosed else { return false }
        keep(buffer)
        return isServed
    }

    /// Whether the frame may begin now.
    private func mayBegin(_ frame: RawSpan) -> Bool {
        guard !isStopping, muteTimer == nil, !isOutgoingFull else { return false }
        guard let last = waits.last else { return true }
        guard waits.count < Self.mostWaits, replies.count < Self.mostWaits,
            frame.apiKey == .produce
        else { return false }
        return last.waiting.letsProducesBegin
    }

    /// Begins one request.
    ///
    /// - Returns: false where there is no memory for it now.
    private func begin(_ range: Range<Int>, in buffer: inout ByteBuffer) -> Bool {
        let api = buffer.bytes.extracting(range).apiKey
        if api != .produce || loop.context.mustSettle { loop.settleAppends() }
        guard !isClosed else { return true }
        let start = loop.meter.start()
        var bytes = buffer.mutableBytes
        var frame = bytes._mutatingExtracting(range)
        let appends = loop.context.appends
        let outcome = loop.table.begin(&frame, in: loop.context, on: info)
        noteAppends(since: appends)
        if case .later = outcome { return false }
        loop.meter.served(api, byteCount: range.count, since: start)
        switch outcome {
        case .reply(let reply):
            loop.meter.answered(api, byteCount: reply.byteCount)
            owe(reply)
        case .wait(let waiting): hold(for: waiting, of: api)
        case .silence: break
        case .silenceAndPause(let milliseconds): mute(milliseconds: Int64(milliseconds))
        case .close:
            flush()
            close()
        case .later: break
        }
        return true
    }

    /// Notes that something was appended for it, which is not settled yet.
    private func noteAppends(since before: Int) {
        if loop.context.appends != before { lastAppendRound = loop.appendRound }
    }

    /// Puts an answer behind those that are owed already.
    private func owe(_ reply: Reply) {
        if reply.throttleMs > 0 { mute(milliseconds: Int64(reply.throttleMs)) }
        if replies.isEmpty {
            outgoing.append(reply)
        } else {
            replies.enter(with: reply)
        }
    }

    /// Is not read for so long (KIP-219); of several times the longest counts.
    private func mute(milliseconds: Int64) {
        let end = loop.events.now.advanced(byMilliseconds: milliseconds)
        if let muteTimer {
            guard end > muteEnd else { return }
            loop.events.cancel(muteTimer)
        }
        muteEnd = end
        muteTimer = loop.events.schedule(at: end) { [weak self] in
            guard let self, !self.isClosed else { return }
            self.muteTimer = nil
            self.proceed()
        }
    }
}

/// What waits: a value, named by the connection's token and its ticket.
extension ClientConnection {
    /// Keeps a place for the answer of a request that waits.
    private func hold(for waiting: any Waiting, of api: ApiKey) {
        guard let token else { return }
        let ticket = replies.enter()
        let place = WaitKey(connection: token, ticket: ticket)
        let watched = waiting.watched
        loop.waits.add(place, watching: watched)
        let deadline = waiting.deadline
        let kept = Self.waitByteCount + waiting.keptByteCount
        loop.memory.enter(kept, in: waiting.account)
        waits.append(
            PendingWait(
                ticket: ticket, waiting: waiting, watched: watched,
                timer: loop.schedule(place, at: deadline), deadline: deadline, charged: kept,
                api: api, begun: loop.events.now))
    }

    /// Asks a request that waits: something that it watches has moved, or its time is up.
    func finish(_ ticket: ReplyQueue<Reply>.Ticket, isTimeUp: Bool) {
        guard let token, let index = waits.firstIndex(where: { $0.ticket == ticket }) else {
            return
        }
        let appends = loop.context.appends
        let answer = waits[index].waiting.finish(in: loop.context)
        noteAppends(since: appends)
        _ = loop.memory.endWork()
        if let reply = answer {
            let wait = waits.remove(at: index)
            forget(wait, token: token)
            loop.meter.waited(wait.api, from: wait.begun, to: loop.events.now)
            loop.meter.answered(wait.api, byteCount: reply.byteCount)
            lastActive = loop.events.now
            if reply.throttleMs > 0 { mute(milliseconds: Int64(reply.throttleMs)) }
            replies.fill(ticket, with: reply)
        } else {
            waitOn(index, token: token, isTimeUp: isTimeUp)
        }
    }

    /// Enters what a request watches and keeps now, and when its time is up.
    private func waitOn(_ index: Int, token: ChannelToken, isTimeUp: Bool) {
        let key = WaitKey(connection: token, ticket: waits[index].ticket)
        let watched = waits[index].waiting.watched
        if watched != waits[index].watched {
            loop.waits.remove(key, watching: waits[index].watched)
            loop.waits.add(key, watching: watched)
            waits[index].watched = watched
        }
        let kept = Self.waitByteCount + waits[index].waiting.keptByteCount
        loop.memory.enter(kept - waits[index].charged, in: waits[index].waiting.account)
        waits[index].charged = kept
        let deadline = waits[index].waiting.deadline
        guard isTimeUp || deadline != waits[index].deadline else { return }
        if !isTimeUp { loop.events.cancel(waits[index].timer) }
        let soon = loop.events.now.advanced(byMilliseconds: 1)
        waits[index].timer = loop.schedule(key, at: max(deadline, soon))
        waits[index].deadline = deadline
    }

    /// Takes a request out of the loop's tables.
    func forget(_ wait: PendingWait, token: ChannelToken) {
        loop.memory.enter(-wait.charged, in: wait.waiting.account)
        loop.events.cancel(wait.timer)
        loop.waits.remove(WaitKey(connection: token, ticket: wait.ticket), watching: wait.watched)
    }

    /// Begins no further request; answers what waits, but for what is on its way to the disk.
    ///
    /// - Parameter isLast: whether that is answered as well, with what there is.
    func stop(isLast: Bool) {
        isStopping = true
        for wait in waits where isLast || !wait.waiting.isAwaitedAtStop {
            finish(wait.ticket, isTimeUp: false)
        }
        proceed()
        closeIfSpent()
    }

    /// Closes a connection of a stopping broker when all that it owed is sent.
    func closeIfSpent() {
        guard isStopping, !isClosed, waits.isEmpty, replies.isEmpty, outgoing.isEmpty else {
            return
        }
        socket.shutdownWriting()
        close()
    }
}

extension RawSpan {
    /// The first two bytes of a frame: the API's key; -1 where there are none.
    fileprivate var apiKey: ApiKey {
        guard byteCount >= 2 else { return ApiKey(rawValue: -1) }
        return ApiKey(
            rawValue: Int16(
                bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: 0, as: Int16.self)))
    }
}
