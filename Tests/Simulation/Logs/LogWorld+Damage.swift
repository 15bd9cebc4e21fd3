internal import KafkaProtocol
internal import LogEngine

/// Flipped bits in batches, while the broker is down (ST6, ST9).
extension LogWorld {
    /// Flips a bit of some batch that lies in the log as it was sent, and was not deleted.
    func flipBit() -> FlippedBit? {
        let start = (try? load(.logStart))?.rawValue ?? 0
        return flipBit(ofOneOf: soundBatches().filter { $0.offsets.lowerBound >= start })
    }

    /// The batches that the segments begin with, each with its place.
    private func soundBatches() -> [BatchOnDisk] {
        var found: [BatchOnDisk] = []
        for (path, content) in disk.files.sorted(by: { $0.key < $1.key }) {
            guard path.hasPrefix(Self.directory), let name = path.split(separator: "/").last,
                let (base, kind) = SegmentName.parse(String(name)), kind == .log
            else { continue }
            var position = 0
            var next = base.rawValue
            while let entry = model.entry(holding: next), entry.baseOffset == next,
                content.dropFirst(position).starts(with: entry.batch.bytes)
            {
                let end = position + entry.batch.bytes.count
                found.append(
                    BatchOnDisk(
                        path: path, bytes: position..<end,
                        offsets: entry.baseOffset..<entry.endOffset))
                (position, next) = (end, entry.endOffset)
            }
        }
        return found
    }

    // MARK: What must come of it

    /// A log is told as damaged only where what was promised is hit, and then nothing of it was cut.
    func checkRefusal(
        of plan: RecoveryPlan, for flipped: FlippedBit, before files: [String: [UInt8]]
    ) throws {
        try hold(
            "ST9", flipped.base < plan.promised.rawValue,
            "the log was told as damaged, and only \(plan.promised) was promised")
        let now = batchFiles()
        let changed = files.keys.filter { now[$0] != files[$0] }.sorted()
        try hold("ST9", changed.isEmpty, "a damaged log was changed: \(changed)")
    }

    /// A log with a flipped bit that was opened all the same: the bit lies below the recovery point,
    /// where nothing is looked at, or it was found, and the log ends before it.
    ///
    /// - Returns: whether it was found.
    func checkOpened(with plan: RecoveryPlan, _ flipped: FlippedBit) throws -> Bool {
        let base = flipped.base
        guard log.startOffset.rawValue <= base else { return log.endOffset.rawValue <= base }
        if base >= plan.recoveryPoint.rawValue {
            try hold(
                "ST6", log.endOffset.rawValue <= base,
                "the bit at \(base) was not found: the log ends at \(log.endOffset)")
            try hold(
                "ST9", base >= plan.promised.rawValue,
                "\(plan.promised) was promised, and the log was cut to \(log.endOffset)")
        }
        guard log.endOffset.rawValue > base else { return true }
        try checkWhatIsServed(with: flipped)
        return false
    }

    /// What is read is what was sent, but for the batch with the flipped bit; there a reader finds by
    /// the checksum that it is damaged, or is told so.
    private func checkWhatIsServed(with flipped: FlippedBit) throws {
        for entry in model.entries
        where entry.endOffset > log.startOffset.rawValue
            && entry.endOffset <= log.endOffset.rawValue
        {
            let slice: FileSlice?
            do throws(LogError) {
                slice = try log.view().read(
                    from: max(Offset(rawValue: entry.baseOffset), log.startOffset),
                    upTo: log.endOffset, maxBytes: 1,
                    wholeFirstBatch: true)
            } catch {
                guard case .corruptBatch = error else { throw error }
                continue
            }
            guard let slice else {
                throw Breach("ST6", "nothing is read at \(entry.baseOffset), and no damage is told")
            }
            let place = slice.offset..<slice.offset + slice.count
            let bytes = try slice.file.bytes(in: place)
            let isRight = bytes == entry.batch.bytes
            try hold(
                "ST6", isRight || place.contains(flipped.bit / 8),
                "what is read at \(entry.baseOffset) was not sent")
        }
    }

    /// The batches' files, with what is in them.
    func batchFiles() -> [String: [UInt8]] {
        disk.files.filter { $0.key.hasPrefix(Self.directory) && $0.key.hasSuffix(".log") }
    }
}
