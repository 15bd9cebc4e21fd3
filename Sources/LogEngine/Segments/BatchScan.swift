import Bytes
import KafkaProtocol
import Syscalls

/// Goes through whole batches of a segment, and checks each: its place, its shape, its checksum.
struct BatchScan: ~Copyable {
    private let file: any DiskFile
    private let limit: Int
    private var buffer: ByteBuffer
    private var bufferStart: Int
    /// Where the next batch begins.
    private(set) var position: Int
    /// Where in the buffer the batch lies that was given last.
    private var found = 0..<0

    private static let chunk = 1 << 18

    init(_ file: any DiskFile, from position: Int, to limit: Int) {
        self.file = file
        self.limit = limit
        self.position = position
        bufferStart = position
        buffer = ByteBuffer(capacity: min(Self.chunk, max(limit - position, 0)))
    }

    /// The next batch's header, if a sound batch begins at ``position`` that is not below `offset`.
    ///
    /// Where the log is dense, it must begin at `offset`.
    ///
    /// - Returns: nil at the limit, and where no such batch begins.
    mutating func next(
        notBelow offset: Offset, isDense: Bool
    ) throws(Errno) -> RecordBatchHeader? {
        guard limit - position >= RecordBatchHeader.byteCount else { return nil }
        try hold(RecordBatchHeader.byteCount)
        guard let header = RecordBatchHeader(buffer.bytes, at: position - bufferStart),
            header.magic == 2, header.byteCount >= RecordBatchHeader.byteCount,
            header.byteCount <= limit - position, header.lastOffsetDelta >= 0,
            isDense ? header.baseOffset == offset : header.baseOffset >= offset,
            header.leaderEpoch.rawValue >= -1, header.hasPossibleOffsets
        else { return nil }
        try hold(header.byteCount)
        guard buffer.count >= position - bufferStart + header.byteCount,
            isWhole(header)
        else { return nil }
        let start = position - bufferStart
        found = start..<start + header.byteCount
        position += header.byteCount
        return header
    }

    /// The batch that was given last.
    var batch: RawSpan {
        @_lifetime(borrow self)
        get { buffer.bytes.extracting(found) }
    }

    private func isWhole(_ header: RecordBatchHeader) -> Bool {
        let start = position - bufferStart
        let covered = start + RecordBatchHeader.checksummedFrom..<start + header.byteCount
        return CRC32C.checksum(buffer.bytes.extracting(covered)) == header.checksum
    }

    /// Has so many bytes from the position on in the buffer, where the file has them.
    private mutating func hold(_ byteCount: Int) throws(Errno) {
        guard position + byteCount > bufferStart + buffer.count else { return }
        buffer.removeAll()
        bufferStart = position
        let file = file
        let start = position
        let room = min(max(byteCount, Self.chunk), limit - position)
        try buffer.append(upTo: room) { bytes throws(Errno) in
            try file.read(into: &bytes, at: start)
        }
    }
}
