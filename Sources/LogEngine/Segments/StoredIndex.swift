import Syscalls

/// The index of a closed segment as it lies in its file.
///
/// It is read once, and every row checked. In memory stays the first row of each block of 512; a
/// look-up reads one block.
struct StoredIndex<Entry: IndexEntry>: Sendable {
    private static var rowsPerBlock: Int { 512 }

    private enum Rows {
        case file(SegmentFile, fences: [Entry])
        /// The file could not be written, so they are kept here.
        case memory([Entry])
    }

    private let rows: Rows
    let count: Int
    let last: Entry?

    /// An index that is only in memory.
    init(_ entries: [Entry]) {
        rows = .memory(entries)
        count = entries.count
        last = entries.last
    }

    /// The rows of a growing index that were all written to `file`.
    init(_ list: GrowingList<Entry>, in file: SegmentFile) {
        let fences = stride(from: 0, to: list.count, by: Self.rowsPerBlock).map { list[$0] }
        rows = .file(file, fences: fences)
        count = list.count
        last = list.last
    }

    /// Reads and checks the rows of a file; nil where it holds any that cannot belong to the segment.
    init?(reading file: SegmentFile, where isPlausible: (Entry) -> Bool) throws(Errno) {
        let opened = try file.opened(.read)
        let byteCount = try opened.size()
        guard byteCount % Entry.byteCount == 0 else { return nil }
        var fences: [Entry] = []
        var last: Entry?
        let blockBytes = Self.rowsPerBlock * Entry.byteCount
        for start in stride(from: 0, to: byteCount, by: blockBytes) {
            let block = try Self.rows(of: opened, in: start..<min(start + blockBytes, byteCount))
            for (index, entry) in block.enumerated() {
                guard isPlausible(entry), last.map({ entry.follows($0) }) ?? true else {
                    return nil
                }
                if index == 0 { fences.append(entry) }
                last = entry
            }
        }
        rows = .file(file, fences: fences)
        count = byteCount / Entry.byteCount
        self.last = last
    }

    /// The last row for which `isEarly` holds, which it does for all before it too.
    func last(where isEarly: (Entry) -> Bool) throws(Errno) -> Entry? {
        switch rows {
        case .memory(let entries):
            return entries.lastBefore(isEarly)
        case .file(let file, let fences):
            let block = fences.partitioningIndex(isEarly) - 1
            guard block >= 0 else { return nil }
            let start = block * Self.rowsPerBlock
            let end = min(start + Self.rowsPerBlock, count)
            let entries = try Self.rows(
                of: try file.opened(.read), in: start * Entry.byteCount..<end * Entry.byteCount)
            return entries.lastBefore(isEarly)
        }
    }

    /// Shows the rows in order, without those before the first for which `isEarly` does not hold,
    /// until `body` has seen enough.
    ///
    /// - Returns: whether it has seen all of them.
    func forEach(
        notBefore isEarly: (Entry) -> Bool, _ body: (Entry) -> Bool
    ) throws(Errno) -> Bool {
        switch rows {
        case .memory(let entries):
            return entries[entries.partitioningIndex(isEarly)...].allSatisfy(body)
        case .file(let file, let fences):
            let block = max(fences.partitioningIndex(isEarly) - 1, 0)
            let opened = try file.opened(.read)
            for start in stride(
                from: block * Self.rowsPerBlock, to: count, by: Self.rowsPerBlock)
            {
                let end = min(start + Self.rowsPerBlock, count)
                let entries = try Self.rows(
                    of: opened, in: start * Entry.byteCount..<end * Entry.byteCount)
                guard entries[entries.partitioningIndex(isEarly)...].allSatisfy(body) else {
                    return false
                }
            }
            return true
        }
    }

    /// All rows.
    func all() throws(Errno) -> [Entry] {
        var entries: [Entry] = []
        _ = try forEach(notBefore: { _ in false }) { entry in
            entries.append(entry)
            return true
        }
        return entries
    }

    private static func rows(
        of file: any DiskFile, in range: Range<Int>
    ) throws(Errno) -> [Entry] {
        let bytes = try file.bytes(in: range)
        let span = unsafe bytes.span.bytes
        return stride(from: 0, to: bytes.count - bytes.count % Entry.byteCount, by: Entry.byteCount)
            .map { Entry(span, at: $0) }
    }
}

extension Array {
    /// How many elements there are for which `isEarly` holds; they stand first.
    func partitioningIndex(_ isEarly: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isEarly(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func lastBefore(_ isEarly: (Element) -> Bool) -> Element? {
        let index = partitioningIndex(isEarly)
        return index == 0 ? nil : self[index - 1]
    }
}

extension GrowingList where Element: IndexEntry {
    /// The last row for which `isEarly` holds, which it does for all before it too.
    func last(where isEarly: (Element) -> Bool) -> Element? {
        let index = count(where: isEarly)
        return index == 0 ? nil : self[index - 1]
    }

    /// How many rows there are for which `isEarly` holds; they stand first.
    func count(where isEarly: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isEarly(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
