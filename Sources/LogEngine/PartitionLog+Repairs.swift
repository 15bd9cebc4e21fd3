import KafkaProtocol
import Syscalls

/// What a start cuts off and takes out, so that the log ends where its sound batches do.
///
/// A start that is killed in the midst of it leaves in the page cache what the next power loss takes
/// back, and to the next start that looks like what was on the disk before. So the first and the last
/// thing done is such that it can be seen: behind the batches lies a byte until all else is durable.
extension PartitionLog {
    /// What is to be put right once it is known that nothing promised is missing.
    enum Repair {
        /// A segment in which nothing lies.
        case remove(Offset)
        /// What lies in a segment behind its last batch, where another follows.
        case cut(SegmentFile, Range<Int>)
    }

    func putRight(_ repairs: [Repair]) throws(Errno) {
        for repair in repairs {
            switch repair {
            case .remove(let base):
                try removeFiles(of: base)
            case .cut(let file, let tail):
                wasPutRight = true
                let opened = try file.opened()
                try keepAndMark(tail, of: opened, file.path)
                try cut(opened, to: tail.lowerBound)
                newNames.append(directory)
            }
        }
    }

    /// Ends the log behind the sound batches of the last segment that was taken in: what lies there is
    /// cut off, and the segments of `bases`, which come after it, are taken out.
    func endHere(without bases: [Offset]) throws(LogError) {
        wasPutRight = true
        do throws(Errno) {
            guard let segment = active else { return try drop(bases) }
            let file = try segment.file.opened()
            let size = max(try file.size(), segment.size)
            try keepAndMark(segment.size..<size, of: file, segment.file.path)
            try drop(bases)
            try cut(file, to: segment.size)
        } catch {
            throw .disk(error)
        }
    }

    /// Keeps the end of a file beside the log unless it is all zero, and leaves one byte of it, or one
    /// of zero where there was none.
    ///
    /// One byte may be what a start has left that was killed: what was cut off lies there already.
    private func keepAndMark(
        _ tail: Range<Int>, of file: any DiskFile, _ path: String
    ) throws(Errno) {
        if tail.count > 1 {
            try TornTail(of: file, in: tail).keep(as: path + SegmentName.tornSuffix, on: disk)
        }
        try cut(file, to: tail.lowerBound + 1)
    }

    private func cut(_ file: any DiskFile, to size: Int) throws(Errno) {
        try file.truncate(to: size)
        try file.sync()
    }

    /// Takes segments out that cannot belong to the log any more, the newest first.
    ///
    /// They are gone for good before the end of the one before them is cut off: a power loss that
    /// brought them back would otherwise let them be taken for what follows, or for the whole log.
    private func drop(_ bases: [Offset]) throws(Errno) {
        for base in bases.reversed() {
            let log = path(base, .log)
            if try disk.open(log, .read).size() > 0 {
                try disk.rename(log, to: log + SegmentName.tornSuffix)
            }
            try removeFiles(of: base)
        }
        try disk.syncDirectory(directory)
    }

    /// Removes all files of a segment that are there.
    func removeFiles(of base: Offset) throws(Errno) {
        unsynced.removeAll { $0.baseOffset == base }
        for kind in SegmentName.Kind.allCases where kind != .producerSnapshot {
            try disk.remove(path(base, kind))
        }
    }
}
