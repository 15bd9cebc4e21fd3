internal import Configuration
package import KafkaProtocol
package import Syscalls

extension PartitionLog {
    /// Appends the batch that lies in `frame` at `range`, which the caller has validated.
    ///
    /// Its base offset and leader epoch are patched in place, and with LogAppendTime its timestamps.
    /// The bytes are in the page cache on return, unless they are held (``writeHeld()``);
    /// ``takeSyncWork()`` tells what makes them durable.
    ///
    /// - Parameters:
    ///   - frame: the bytes that hold it.
    ///   - range: exactly the batch.
    ///   - header: what its header says.
    ///   - leaderEpoch: the epoch of this leader; a follower takes the batch's own.
    ///   - now: the world's time.
    ///   - origin: who appends.
    ///   - transaction: how a batch of a transaction is sent, or a marker; nil is the older way, with
    ///     the transaction open.
    ///   - mayHold: whether the caller calls ``writeHeld()`` before anybody is told of the batch.
    /// - Returns: where the batch lies, or where it lay already.
    /// - Throws: ``LogError``. But for an error that ``LogError/isFinal`` the log is as it was.
    package func append(
        _ frame: inout MutableRawSpan, batchAt range: Range<Int>, header: RecordBatchHeader,
        leaderEpoch: LeaderEpoch, now: Timestamp, origin: AppendOrigin = .client,
        transaction: TransactionalAppend? = nil, mayHold: Bool = false
    ) throws(LogError) -> Appended {
        try checkInService()
        if held.refusal != nil { try writeHeld() }
        let marker = header.isControl ? TransactionMarker(of: frame.bytes.extracting(range)) : nil
        if let earlier = try earlier(header, marker, origin: origin, transaction) { return earlier }
        let placed = try place(header, in: range.count, leaderEpoch: leaderEpoch, origin: origin)
        try makeRoom(for: placed, byteCount: range.count, now: now)

        var written = placed
        let stamp = origin == .replication ? nil : stamp(now)
        if origin != .replication {
            RecordBatchPatch.place(
                &frame, batchAt: range.lowerBound, baseOffset: placed.baseOffset,
                leaderEpoch: leaderEpoch)
        }
        if let stamp {
            RecordBatchPatch.stamp(
                &frame, batchAt: range.lowerBound, header: &written,
                logAppendTime: stamp.rawValue)
        }
        try write(frame.bytes.extracting(range), mayHold: mayHold)
        note(written, marker, byteCount: range.count, now: now)
        return Appended(
            baseOffset: placed.baseOffset, end: endOffset, logAppendTime: stamp)
    }

    /// The time that records get where the topic stamps them itself.
    private func stamp(_ now: Timestamp) -> Timestamp? {
        configuration.messageTimestampType == .logAppendTime ? now : nil
    }

    // MARK: Whether, and where

    /// Asks what is known of the producer.
    ///
    /// - Returns: the batch or the marker that this one repeats.
    private func earlier(
        _ header: RecordBatchHeader, _ marker: TransactionMarker?, origin: AppendOrigin,
        _ transaction: TransactionalAppend?
    ) throws(LogError) -> Appended? {
        guard origin != .replication, header.hasProducerID else { return nil }
        do throws(ProducerStateError) {
            if let marker {
                let isRepeated = try producers.admit(
                    marker, header, ownEpoch: transaction?.usesNewProtocol ?? false)
                return isRepeated
                    ? Appended(baseOffset: endOffset, end: endOffset, isDuplicate: true) : nil
            }
            guard case .duplicate(let batch) = try admit(header, origin, transaction) else {
                return nil
            }
            return Appended(
                baseOffset: batch.firstOffset, end: batch.lastOffset.advanced(by: 1),
                logAppendTime: stamp(batch.timestamp), isDuplicate: true)
        } catch {
            throw .producer(error)
        }
    }

    /// The header with the place that the batch gets.
    private func place(
        _ header: RecordBatchHeader, in byteCount: Int, leaderEpoch: LeaderEpoch,
        origin: AppendOrigin
    ) throws(LogError) -> RecordBatchHeader {
        guard byteCount <= configuration.segmentBytes else {
            throw .largerThanSegment(byteCount: byteCount, limit: configuration.segmentBytes)
        }
        guard origin != .replication else {
            guard header.baseOffset >= endOffset else {
                throw .outOfOrder(header.baseOffset, expected: endOffset)
            }
            return header
        }
        guard byteCount <= configuration.maxMessageBytes else {
            throw .batchTooLarge(byteCount: byteCount, limit: configuration.maxMessageBytes)
        }
        var placed = header
        placed.baseOffset = endOffset
        placed.leaderEpoch = leaderEpoch
        return placed
    }

    // MARK: Writing

    /// Writes at the end of the active segment, or holds the bytes; what a refusal leaves of them is
    /// cut off again (ST4).
    ///
    /// The segment is looked at where it stands: a copy of it would hold all that it refers to.
    private func write(_ bytes: RawSpan, mayHold: Bool) throws(LogError) {
        guard let size = active?.size else {
            preconditionFailure("there is no segment to write to")
        }
        if mayHold, try hold(bytes, at: size) { return }
        try writeHeld()
        let file = try activeFile()
        reserve(bytes.byteCount, of: file)
        do throws(Errno) {
            try file.write(bytes, at: size)
        } catch {
            active?.forgetRoom()
            try cutBack(file, to: size)
            // That the file is no longer is to be made durable as well.
            markCut()
            throw LogError(writing: error)
        }
    }

    func activeFile() throws(LogError) -> any DiskFile {
        do throws(Errno) {
            guard let file = try active?.file.opened() else {
                preconditionFailure("there is no segment to write to")
            }
            return file
        } catch {
            throw .disk(error)
        }
    }

    func cutBack(_ file: any DiskFile, to size: Int) throws(LogError) {
        do throws(Errno) {
            try file.truncate(to: size)
        } catch {
            isInService = false
            throw .disk(error)
        }
    }

    /// Notes a batch that lies in the active segment now.
    private func note(
        _ header: RecordBatchHeader, _ marker: TransactionMarker?, byteCount: Int, now: Timestamp
    ) {
        if epochs.latest?.epoch != header.leaderEpoch,
            epochs.assign(header.leaderEpoch, at: header.baseOffset)
        {
            epochsAreStored = false
        }
        active?.count(header, byteCount: byteCount, now: now, configuration.indexIntervalBytes)
        endOffset = header.nextOffset
        noteProducer(of: header, marker, now: now)
        bytesSinceSnapshot += byteCount
        markDirty()
        startWriteBack()
    }

    // MARK: Room

    /// Reserves room ahead, in steps that grow with the segment: small logs take none.
    private func reserve(_ byteCount: Int, of file: any DiskFile) {
        guard let size = active?.size, let reservedTo = active?.reservedTo else { return }
        let end = size + byteCount
        guard end > reservedTo, size >= Self.smallestStep else { return }
        let step = min(
            max(size, byteCount), max(Self.largestStep, byteCount),
            configuration.segmentBytes - size)
        let goal = size + max(step, byteCount)
        active?.reservedTo = goal
        do {
            if try file.reserve(goal - size, at: size) { active?.roomTo = goal }
        } catch {
            // What it took of the last room is given back to all; whether there is any for this
            // batch, the write tells.
            try? file.truncate(to: size)
            active?.forgetRoom()
            active?.reservedTo = end + Self.smallestStep
        }
    }

    private static var smallestStep: Int { 1 << 20 }
    private static var largestStep: Int { 32 << 20 }

    /// Lets the kernel write meanwhile, so that a sync finds little to do.
    private func startWriteBack() {
        guard let segment = active, segment.size - segment.writtenBackTo >= 4 << 20 else { return }
        active?.writtenBackTo = segment.size
        // What it refuses shows at the sync.
        try? segment.file.opened().startWriteBack()
    }
}

extension ActiveSegment {
    /// Notes a batch, and the time from which `segment.ms` counts.
    mutating func count(
        _ header: RecordBatchHeader, byteCount: Int, now: Timestamp, _ indexInterval: Int
    ) {
        let first = header.maxTimestamp < 0 ? now.rawValue : header.maxTimestamp
        rollBase = min(rollBase ?? first, now.rawValue)
        note(
            byteCount: byteCount, lastOffset: header.lastOffset, maxTimestamp: header.maxTimestamp,
            indexInterval: indexInterval)
    }
}
