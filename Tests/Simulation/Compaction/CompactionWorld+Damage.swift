internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// Flipped bits in batches, while the broker is down (ST6, ST9).
extension CompactionWorld {
    /// A bit that is not as it was written.
    struct FlippedBit {
        let path: String
        let bit: Int
        /// Where in the file the batch lies that holds it, and what it was.
        let bytes: Range<Int>
        let content: [UInt8]
        /// The first offset of the batch.
        let base: Int64
        /// What readers were given all the same, by where they began; nil for an error.
        var reads: [Int64: Int64?] = [:]
    }

    /// Flips a bit of some batch; base offset and leader's epoch, which no checksum covers, are left
    /// alone.
    func flipBit() -> FlippedBit? {
        let all = batchesOnDisk()
        guard !all.isEmpty else { return nil }
        let (path, bytes, base) = random.pick(all)
        guard let file = disk.files[path] else { return nil }
        let choices = bytes.dropFirst(8).filter { !(12..<16 ~= $0 - bytes.lowerBound) }
        let flipped = FlippedBit(
            path: path, bit: random.pick(choices) * 8 + random.number(in: 0..<8), bytes: bytes,
            content: Array(file[bytes]), base: base)
        note(
            "bit \(flipped.bit % 8) of byte \(flipped.bit / 8 - bytes.lowerBound) of the batch at "
                + "\(base) flips, in \(path)")
        flip(flipped)
        return flipped
    }

    private func flip(_ flipped: FlippedBit) {
        disk.corrupt(flipped.path) { $0[flipped.bit / 8] ^= 1 << UInt8(flipped.bit % 8) }
    }

    /// The batches of segments, and of one that is to take others' place, as long as those are there,
    /// under whatever name.
    private func batchesOnDisk() -> [(path: String, bytes: Range<Int>, base: Int64)] {
        var found: [(path: String, bytes: Range<Int>, base: Int64)] = []
        let files = disk.files
        for (path, content) in files.sorted(by: { $0.key < $1.key }) {
            guard path.hasPrefix(Self.directory), path.contains(".log"),
                path.hasSuffix(".log")
                    || path.hasSuffix(".swap") && hasOriginal(of: path, in: files.keys)
            else { continue }
            var position = 0
            while content.count - position >= RecordBatchHeader.byteCount,
                let header = RecordBatchHeader(unsafe content.span.bytes, at: position),
                header.magic == 2, header.byteCount >= RecordBatchHeader.byteCount,
                header.byteCount <= content.count - position
            {
                found.append(
                    (path, position..<position + header.byteCount, header.baseOffset.rawValue))
                position += header.byteCount
            }
        }
        return found
    }

    /// Whether the first of the segments is there that a swap is to replace, or has replaced.
    private func hasOriginal(of swap: String, in paths: some Sequence<String>) -> Bool {
        let log = swap.prefix(while: { $0 != "." }) + ".log"
        return paths.contains { $0 == log || $0.hasPrefix(log) && $0.hasSuffix(".deleted") }
    }

    /// Whether the batch lies there with its flipped bit; a swap that is ended takes the file.
    func isThere(_ flipped: FlippedBit) -> Bool {
        var expected = flipped.content
        expected[flipped.bit / 8 - flipped.bytes.lowerBound] ^= 1 << UInt8(flipped.bit % 8)
        return lies(expected, at: flipped)
    }

    /// Whether the batch is as it was: the power went, and with it the name of the file in which the
    /// bit flipped.
    func isUndone(_ flipped: FlippedBit) -> Bool { lies(flipped.content, at: flipped) }

    private func lies(_ bytes: [UInt8], at flipped: FlippedBit) -> Bool {
        guard let content = disk.files[flipped.path], content.count >= flipped.bytes.upperBound
        else { return false }
        return content[flipped.bytes].elementsEqual(bytes)
    }

    // MARK: What must come of it

    /// The log was told as damaged: something promised is hit.
    func checkRefusal(for flipped: FlippedBit) throws {
        try hold(
            "ST9", flipped.base < plan.promised.rawValue,
            "the log was told as damaged, and only \(plan.promised) was promised")
    }

    /// The log was opened all the same: the bit lies where nobody looks, or the log ends before it.
    ///
    /// - Returns: whether it ends there.
    func checkOpened(with flipped: FlippedBit) throws -> Bool {
        guard end > flipped.base else {
            try hold(
                "ST9", flipped.base >= plan.promised.rawValue,
                "\(plan.promised) was promised, and the log was cut to \(end)")
            return true
        }
        try hold(
            "ST6", flipped.base < plan.recoveryPoint.rawValue,
            "the bit at \(flipped.base) was not found: the log ends at \(end)")
        return false
    }

    /// What readers are given who begin at each offset: the first batch that is sound.
    func readEach() -> [Int64: Int64?] {
        var reads: [Int64: Int64?] = [:]
        for offset in log.startOffset.rawValue..<end { reads[offset] = .some(read(at: offset)) }
        return reads
    }

    private func read(at offset: Int64) -> Int64? {
        let slice = try? log.view().read(
            from: Offset(rawValue: offset), upTo: log.endOffset, maxBytes: 1, wholeFirstBatch: true)
        guard let slice,
            let bytes = try? slice.file.bytes(in: slice.offset..<slice.offset + slice.count),
            let batch = try? RecordBatch(atFrontOf: unsafe bytes.span.bytes),
            (try? batch.validate()) != nil
        else { return nil }
        return batch.header.baseOffset.rawValue
    }

    /// Nobody was led past something: what was given with the bit flipped is given without.
    func checkReads(_ flipped: FlippedBit) throws {
        let now = readEach()
        for (offset, base) in flipped.reads.sorted(by: { $0.key < $1.key }) {
            guard let base else { continue }
            try hold(
                "ST6", now[offset] == base,
                "at \(offset) the batch at \(base) was given, not "
                    + "\(String(describing: now[offset]))")
        }
    }

    /// Puts the bit right, as a copy from elsewhere would, and has what was made from the batches made
    /// anew.
    func repair(_ flipped: FlippedBit) throws {
        disk.crash(.kill)
        disk.restart()
        note("the bit is put right")
        if isThere(flipped) { flip(flipped) }
        try store(.recoveryPoint, .zero)
        for path in disk.files.keys.sorted()
        where path.hasPrefix(Self.directory)
            && (path.hasSuffix("index") || path.hasSuffix(".snapshot")
                || path.hasSuffix("leader-epoch-checkpoint"))
        {
            try disk.remove(path)
        }
        try disk.syncDirectory(Self.directory)
        disk.crash(.kill)
    }
}
