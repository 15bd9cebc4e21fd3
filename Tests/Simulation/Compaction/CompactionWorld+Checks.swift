internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

extension CompactionWorld {
    /// Reads the whole log, and holds it against what was written (L8).
    func check() throws {
        guard !disk.isDown else { return }
        let found = try records()
        var newest: [Int: (offset: Int64, record: Written)] = [:]
        for (offset, record) in history where offset > newest[record.key]?.offset ?? -1 {
            newest[record.key] = (offset, record)
        }
        for (offset, record) in found {
            try hold(
                "L8", history[offset] == record,
                "at \(offset) there is \(record), not \(String(describing: history[offset]))")
        }
        let last = Dictionary(found.map { ($0.1.key, $0) }, uniquingKeysWith: { $1 })
        for (key, (offset, record)) in newest {
            if record.value != nil {
                try hold(
                    "L8", last[key]?.0 == offset,
                    "of key \(key) the newest is at \(offset), the log is "
                        + "\(log.startOffset)..<\(log.endOffset), and what is found is "
                        + "\(String(describing: last[key]))")
            } else if let found = last[key] {
                try hold(
                    "L8", found.0 == offset,
                    "key \(key) was deleted at \(offset), and is back from \(found.0)")
            }
        }
        try checkProducers()
    }

    /// The last sequence of each producer is known (I-11).
    private func checkProducers() throws {
        for (id, next) in sequences where next > 0 && pending == nil {
            let known = log.producers.producers[ProducerID(rawValue: id)]?.batches.last
            try hold(
                "I-11", known?.lastSequence == next - 1,
                "producer \(id) comes to \(next), and \(String(describing: known)) is known")
        }
    }

    /// All records that a reader is given, with their offsets.
    private func records() throws -> [(Int64, Written)] {
        var records: [(Int64, Written)] = []
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
                try hold("L1", base >= next || records.isEmpty, "offset \(base) after \(next)")
                try batch.forEachRecord { record in
                    records.append(
                        (
                            base.advanced(by: record.offsetDelta).rawValue,
                            Written(
                                key: number(record.key, after: 4) ?? -1,
                                value: number(record.value, after: 6))
                        ))
                    return true
                }
                position += batch.bytes.byteCount
                next = batch.header.nextOffset
            }
        }
        try hold("L1", next == view.endOffset, "reading ends at \(next), not \(view.endOffset)")
        return records
    }
}

/// The number behind a word of so many letters.
private func number(_ bytes: RawSpan?, after prefix: Int) -> Int? {
    guard let bytes else { return nil }
    return unsafe bytes.withUnsafeBytes {
        unsafe Int(String(decoding: $0.dropFirst(prefix), as: UTF8.self))
    }
}
