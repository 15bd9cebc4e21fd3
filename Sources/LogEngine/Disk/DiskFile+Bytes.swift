package import Syscalls

/// Small files, whole: checkpoints, snapshots, what a dump looks at.
extension DiskFile {
    /// Writes all of `bytes` at the position `offset`, into the page cache.
    package func write(_ bytes: [UInt8], at offset: Int) throws(Errno) {
        try write(unsafe bytes.span.bytes, at: offset)
    }

    /// The file's bytes of `range`; fewer only where the file ends before.
    package func bytes(in range: Range<Int>) throws(Errno) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        let count = try read(into: &raw, at: range.lowerBound)
        bytes.removeLast(range.count - count)
        return bytes
    }

    /// All of the file's bytes.
    package func bytes() throws(Errno) -> [UInt8] {
        try bytes(in: 0..<size())
    }
}
