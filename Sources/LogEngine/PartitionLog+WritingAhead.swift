internal import Configuration
import Syscalls

/// Room that is written ahead, so that syncs find it there.
///
/// A sync behind an append makes two things durable: the bytes, and with the inode the file's new size
/// and where its new blocks are; on a file system with a journal that is a transaction. In bytes that
/// were written and synced before, as zeros, the bytes alone are left, which takes half the time. What
/// it costs is that all is written twice, so it is done only where syncs are small and follow each
/// other: there the disk waits for the next one, and not for its bandwidth.
///
/// A file that ends in zeros is what a broker of Kafka's leaves that was killed, where `preallocate` is
/// on; a start cuts them off, as any end of a file that is no batch. A segment that is closed, or to which
/// nothing is appended for a while, ends with its last batch.
extension PartitionLog {
    /// A sync of more bytes is not small.
    private static var smallSync: Int { 16 << 10 }
    /// Behind so many small syncs more are expected.
    private static var fewSyncs: Int { 4 }
    /// So much is written ahead at a time: hardly longer a sync than a small one.
    private static var step: Int { 128 << 10 }
    private static let zeros = [UInt8](repeating: 0, count: step)

    /// Has a sync that is about to begin write zeros, where more small ones are expected and those of
    /// before are used up.
    func writeAhead() {
        countSync()
        guard configuration.durability == .sync, smallSyncs > Self.fewSyncs, held.isEmpty,
            let size = active?.size, let aheadTo = active?.aheadTo,
            aheadTo - size < Self.smallSync
        else { return }
        writeZeros(from: max(aheadTo, size), behind: size)
    }

    private func countSync() {
        guard let size = active?.size, let syncedTo = active?.syncedTo, size > syncedTo else {
            return
        }
        active?.syncedTo = size
        smallSyncs = size - syncedTo <= Self.smallSync ? smallSyncs + 1 : 0
    }

    /// Writes zeros behind the last batch; where the disk refuses, they are tried again later.
    private func writeZeros(from position: Int, behind size: Int) {
        let count = min(Self.step, configuration.segmentBytes - position)
        guard count > 0, let roomTo = active?.roomTo, let file = try? activeFile() else { return }
        do throws(Errno) {
            try file.write(unsafe Self.zeros.span.bytes.extracting(0..<count), at: position)
            active?.roomTo = max(roomTo, position + count)
        } catch {
            // The room is given back to those who have something to write there.
            smallSyncs = 0
            active?.forgetRoom()
            guard (try? file.truncate(to: size)) == nil else { return }
        }
        // Also where some of them may be there that could not be cut off.
        active?.aheadTo = position + count
    }

    /// Gives the zeros back of a log to which nothing was appended for a while, so that a start after a
    /// kill finds nothing to cut off; the next sync makes it durable.
    func giveBackIdle() {
        guard let segment = active, segment.aheadTo > segment.size, endOffset == recoveryPoint
        else {
            return
        }
        smallSyncs = 0
        // Where the disk refuses, they stay until the segment is closed.
        guard (try? giveBack(segment)) != nil else { return }
        active?.forgetRoom()
    }
}
