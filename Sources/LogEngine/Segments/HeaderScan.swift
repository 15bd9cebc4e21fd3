import Bytes
import KafkaProtocol
import Syscalls

/// Goes through the headers of a segment's batches, from one that begins at a known position.
struct HeaderScan: ~Copyable {
    private let file: any DiskFile
    private let limit: Int
    private let chunk: Int
    private var buffer: ByteBuffer
    /// Where in the file the buffer's first byte lies.
    private var bufferStart: Int
    /// Where the next batch begins.
    private(set) var position: Int

    /// Begins with the batch at `position`; the segment ends at `limit`, and `chunk` bytes are read at
    /// a time.
    init(_ file: any DiskFile, from position: Int, to limit: Int, chunk: Int = 8192) {
        self.file = file
        self.limit = limit
        self.chunk = chunk
        self.position = position
        bufferStart = position
        buffer = ByteBuffer(capacity: min(chunk, max(limit - position, 0)))
    }

    /// The next header, and goes behind its batch.
    ///
    /// - Returns: nil where no batch begins that ends before the limit.
    mutating func next() throws(Errno) -> (header: RecordBatchHeader, position: Int)? {
        guard let header = try peek() else { return nil }
        defer { position += header.byteCount }
        return (header, position)
    }

    /// The next header; nil where no batch begins that ends before the limit.
    mutating func peek() throws(Errno) -> RecordBatchHeader? {
        guard limit - position >= RecordBatchHeader.byteCount else { return nil }
        if position + RecordBatchHeader.byteCount > bufferStart + buffer.count { try fill() }
        guard let header = RecordBatchHeader(buffer.bytes, at: position - bufferStart),
            header.magic == 2, header.byteCount >= RecordBatchHeader.byteCount,
            header.byteCount <= limit - position, header.lastOffsetDelta >= 0,
            header.hasPossibleOffsets
        else { return nil }
        return header
    }

    private mutating func fill() throws(Errno) {
        buffer.removeAll()
        bufferStart = position
        let file = file
        try buffer.append(upTo: min(chunk, limit - position)) { room throws(Errno) in
            try file.read(into: &room, at: bufferStart)
        }
    }
}
