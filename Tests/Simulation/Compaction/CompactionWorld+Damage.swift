internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// Flipped bits in batches, while the broker is down (ST6, ST9).
extension CompactionWorld {
    /// Flips a bit of some batch; the base offset, which no checksum covers, is left alone.
    func flipBit() -> FlippedBit? {
        flipBit(ofOneOf: batchesOnDisk()) { $0 >= 8 }
    }

    /// The batches of segments, and of one that is to take others' place, as long as those are there,
    /// under whatever name.
    private func batchesOnDisk() -> [BatchOnDisk] {
        var found: [BatchOnDisk] = []
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
                    BatchOnDisk(
                        path: path, bytes: position..<position + header.byteCount,
                        offsets: header.baseOffset.rawValue..<header.nextOffset.rawValue))
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
    func checkReads(_ before: [Int64: Int64?]) throws {
        let now = readEach()
        for (offset, base) in before.sorted(by: { $0.key < $1.key }) {
            guard let base else { continue }
            try hold(
                "ST6", now[offset] == base,
                "at \(offset) the batch at \(base) was given, not "
                    + "\(String(describing: now[offset]))")
        }
    }
}
