import Syscalls

/// What a crash has left behind the last sound batch of a segment.
struct TornTail {
    private let file: any DiskFile
    private let range: Range<Int>

    private static let chunk = 1 << 20

    init(of file: any DiskFile, in range: Range<Int>) {
        self.file = file
        self.range = range
    }

    /// Copies it to a file, durably, unless it is all zero, or there is no room for it.
    func keep(as path: String, on disk: any Disk) throws(Errno) {
        guard try hasContent() else { return }
        do throws(Errno) {
            let copy = try disk.open(path, .truncate)
            try forEachChunk { bytes, position throws(Errno) in
                try copy.write(bytes, at: position - range.lowerBound)
            }
            try copy.sync()
        } catch {
            guard error.isFullDisk else { throw error }
            try? disk.remove(path)
        }
    }

    private func hasContent() throws(Errno) -> Bool {
        var found = false
        try forEachChunk { bytes, _ in
            found = found || bytes.contains { $0 != 0 }
        }
        return found
    }

    private func forEachChunk(
        _ body: ([UInt8], Int) throws(Errno) -> Void
    ) throws(Errno) {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.chunk) {
            let end = min(start + Self.chunk, range.upperBound)
            try body(try file.bytes(in: start..<end), start)
        }
    }
}
