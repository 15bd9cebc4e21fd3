import Bytes
package import KafkaProtocol
import Syscalls

/// Bytes that were appended and are not in their file yet.
struct HeldBytes: ~Copyable {
    /// Where the first of them is to lie in the active segment's file.
    private(set) var position = 0
    /// The offset of their first record.
    private(set) var baseOffset = Offset.zero
    /// Why the disk has not taken them; nil where it was not asked, or will.
    var refusal: LogError?
    private var buffer: WriteBuffer?

    var isEmpty: Bool { buffer == nil }

    var count: Int { buffer?.bytes.count ?? 0 }

    /// Begins to hold what is to lie at this place.
    mutating func begin(at position: Int, _ baseOffset: Offset, in buffer: WriteBuffer) {
        self.position = position
        self.baseOffset = baseOffset
        self.buffer = buffer
    }

    mutating func append(_ bytes: RawSpan) {
        buffer?.bytes.append(bytes)
    }

    /// Writes them all at their place; then none are held.
    ///
    /// - Returns: the buffer in which they lay.
    mutating func write(to file: any DiskFile) throws(Errno) -> WriteBuffer? {
        guard let buffer else { return nil }
        try file.write(buffer.bytes.bytes, at: position)
        removeAll()
        return buffer
    }

    mutating func removeAll() {
        buffer = nil
        refusal = nil
    }
}

/// Small batches that share a write.
///
/// A write of a hundred bytes costs as much as all else that is done for them. So batches of one turn
/// of a loop may be held, and written together before anybody is told of them. They are held only in
/// room that the disk has promised, or where zeros are: that it has none would be told too late for the
/// error that a producer expects.
extension PartitionLog {
    /// A batch that is larger costs more to copy than its write does.
    private static var largestHeld: Int { 4 << 10 }
    /// So much is held at most.
    private static var mostHeld: Int { 64 << 10 }

    /// All before it is in the page cache.
    package var writtenEnd: Offset { held.isEmpty ? endOffset : held.baseOffset }

    /// The active segment as far as it is in its file.
    var writtenActive: ActiveSegment? {
        guard !held.isEmpty else { return active }
        return active?.prefix(size: held.position, endOffset: held.baseOffset)
    }

    /// Holds the bytes, which come behind all others of the active segment, at `position`.
    ///
    /// - Returns: false where they must be written at once.
    func hold(_ bytes: RawSpan, at position: Int) throws(LogError) -> Bool {
        guard bytes.byteCount <= Self.largestHeld, let room = active?.roomTo,
            position + bytes.byteCount <= room
        else { return false }
        if held.count + bytes.byteCount > Self.mostHeld { try writeHeld() }
        if held.isEmpty {
            // Opened now, so that it can be kept open until it is synced.
            _ = try activeFile()
            held.begin(at: position, endOffset, in: files.buffers.take())
        }
        held.append(bytes)
        return true
    }

    /// Writes what is held; on return all that was appended is in the page cache.
    ///
    /// Before it, or ``view()`` or ``takeSyncWork()``, which call it, no batch that was held may be told
    /// of.
    ///
    /// - Throws: ``LogError/full`` where the disk has no room after all: it stays held, and is written
    ///   when there is some, but nothing else is taken before, nor is what lies there already told of
    ///   again. So it is with a shortage that passes. With an error that ``LogError/isFinal`` the log is
    ///   out of service, and each further call throws it again.
    package func writeHeld() throws(LogError) {
        guard !held.isEmpty else { return }
        if let refusal = held.refusal, refusal.isFinal { throw refusal }
        try checkInService()
        let file = try activeFile()
        do throws(Errno) {
            if let buffer = try held.write(to: file) { files.buffers.give(buffer) }
        } catch {
            let refusal = LogError(writing: error)
            held.refusal = refusal
            active?.forgetRoom()
            try cutBack(file, to: held.position)
            isInService = !refusal.isFinal
            throw refusal
        }
    }
}
