internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

extension CompactionWorld {
    /// A batch as a reader is given it.
    struct Found {
        let header: RecordBatchHeader
        let isAbort: Bool
        let records: [(offset: Int64, record: Written)]
    }

    /// Reads the whole log, and holds it against what was written (L8).
    func check() throws {
        guard !disk.isDown, isWhole else { return }
        let found = try readAll()
        let history = history()
        for (offset, record) in found.flatMap(\.records) {
            let expected = history[offset]?.record
            try hold(
                "L8", expected == record,
                "at \(offset) there is \(record), not \(String(describing: expected))")
        }
        let stable = try checkStable()
        let seen = try seen(in: found, from: log.startOffset.rawValue, upTo: stable)
        try checkNewest(of: history, in: seen, stable)
        try checkSeen(found, history, stable)
        try checkUndecided(found, history, stable)
        try checkProducers()
        try checkMarkers(found)
    }

    private func checkStable() throws -> Int64 {
        let known = log.lastStableOffset(highWatermark: Offset(rawValue: committed)).rawValue
        let expected = lastStableOffset(highWatermark: committed)
        try hold(
            "T-13", known == max(expected, start),
            "the last stable offset is \(known), not \(expected)")
        return known
    }

    /// The newest value of each key that was committed is seen.
    private func checkNewest(
        of history: [Int64: (record: Written, fate: Fate)], in seen: [(Int64, Written)],
        _ stable: Int64
    ) throws {
        var newest: [Int: (offset: Int64, record: Written)] = [:]
        for (offset, (record, fate)) in history
        where fate == .committed && offset < stable && offset > newest[record.key]?.offset ?? -1 {
            newest[record.key] = (offset, record)
        }
        let last = Dictionary(seen.map { ($0.1.key, $0) }, uniquingKeysWith: { $1 })
        for (key, (offset, record)) in newest {
            if record.value != nil {
                try hold(
                    "L8", last[key]?.0 == offset,
                    "of key \(key) the newest is at \(offset), the log is "
                        + "\(log.startOffset)..<\(log.endOffset), and what is seen is "
                        + "\(String(describing: last[key]))")
            } else if let found = last[key] {
                try hold(
                    "L8", found.0 == offset,
                    "key \(key) was deleted at \(offset), and is back from \(found.0)")
            }
        }
    }

    /// A reader of committed records, who begins anywhere, sees those that are there and committed.
    private func checkSeen(
        _ found: [Found], _ history: [Int64: (record: Written, fate: Fate)], _ stable: Int64
    ) throws {
        guard start < stable else { return }
        let from = Int64(random.number(in: Int(start)..<Int(stable)))
        let seen = try seen(in: found, from: from, upTo: stable).map(\.0)
        let expected = found.filter { $0.header.nextOffset.rawValue > from }.flatMap(\.records)
            .map(\.offset).filter { $0 < stable && history[$0]?.fate == .committed }
        try hold(
            "F-7", seen == expected,
            "from \(from) up to \(stable) seen was \(seen), committed is \(expected)")
    }

    /// Nothing is compacted that is not decided.
    private func checkUndecided(
        _ found: [Found], _ history: [Int64: (record: Written, fate: Fate)], _ stable: Int64
    ) throws {
        let offsets = Set(found.flatMap(\.records).map(\.offset))
        for offset in history.keys where offset >= stable {
            try hold(
                "L8", offsets.contains(offset), "\(offset) is gone, only \(stable) is stable")
        }
    }

    /// What a reader of committed records is shown of these batches.
    private func seen(
        in found: [Found], from start: Int64, upTo end: Int64
    ) throws -> [(Int64, Written)] {
        let rows = try log.view().aborted(
            from: Offset(rawValue: start), upTo: Offset(rawValue: end))
        var client = CommittedView(rows)
        var seen: [(Int64, Written)] = []
        for batch in found
        where batch.header.nextOffset.rawValue > start && batch.header.nextOffset.rawValue <= end {
            if client.shows(batch.header, isAbort: batch.isAbort) {
                seen += batch.records.map { ($0.offset, $0.record) }
            }
        }
        return seen
    }

    /// The epoch and the last sequence of each producer are known (I-11).
    private func checkProducers() throws {
        guard pending == nil else { return }
        for (id, producer) in producers where id >= 0 {
            let known = log.producers.producers[ProducerID(rawValue: id)]
            try hold(
                "I-11", known?.epoch.rawValue == producer.epoch,
                "producer \(id) has \(producer), and \(String(describing: known)) is known")
            guard producer.next > 0 else { continue }
            try hold(
                "I-11", known?.batches.last?.lastSequence == producer.next - 1,
                "producer \(id) has \(producer), and \(String(describing: known)) is known")
        }
    }

    /// What the log says of itself; with another policy it would miss what was compacted away.
    func checkInvariants() throws {
        guard configuration.cleanupPolicy == .compact else { return }
        let broken = try log.brokenInvariants()
        try hold("L7", broken.isEmpty, broken.joined(separator: "; "))
    }

    /// All batches that a reader is given.
    func readAll() throws -> [Found] {
        var found: [Found] = []
        let view = log.view()
        var next = view.startOffset
        while let slice = try view.read(
            from: next, upTo: view.endOffset, maxBytes: 1 << 20, wholeFirstBatch: true)
        {
            let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            var position = 0
            while position < bytes.count {
                let rest = unsafe bytes.span.bytes.extracting(droppingFirst: position)
                let batch = try RecordBatch(atFrontOf: rest)
                try batch.validate()
                let base = batch.header.baseOffset
                try hold("L1", base >= next || found.isEmpty, "offset \(base) after \(next)")
                found.append(try tell(batch))
                position += batch.bytes.byteCount
                next = batch.header.nextOffset
            }
        }
        try hold("L1", next == view.endOffset, "reading ends at \(next), not \(view.endOffset)")
        return found
    }

    private func tell(_ batch: borrowing RecordBatch) throws -> Found {
        let header = batch.header
        guard !header.isControl else {
            let isAbort = TransactionMarker(of: batch.bytes)?.isCommit == false
            return Found(header: header, isAbort: isAbort, records: [])
        }
        var records: [(offset: Int64, record: Written)] = []
        try batch.forEachRecord { record in
            let written = Written(
                key: number(record.key, after: 4) ?? -1, value: number(record.value, after: 6))
            records.append((header.baseOffset.advanced(by: record.offsetDelta).rawValue, written))
            return true
        }
        return Found(header: header, isAbort: false, records: records)
    }
}

/// The number behind a word of so many letters.
private func number(_ bytes: RawSpan?, after prefix: Int) -> Int? {
    guard let bytes else { return nil }
    return unsafe bytes.withUnsafeBytes {
        unsafe Int(String(decoding: $0.dropFirst(prefix), as: UTF8.self))
    }
}
