import Bytes
import KafkaProtocol

/// What begins at a position of a segment's file.
enum SegmentPiece {
    case batch(RecordBatchHeader, [UInt8], checksumIsRight: Bool)
    case zeros
    case unreadable(DumpProblem)

    static func read(_ file: any DiskFile, at position: Int, of size: Int) throws -> SegmentPiece {
        let head = try file.bytes(
            in: position..<min(size, position + RecordBatchHeader.byteCount))
        if head.allSatisfy({ $0 == 0 }), try isZero(file, from: position, to: size) {
            return .zeros
        }
        guard let header = RecordBatchHeader(unsafe head.span.bytes) else {
            return .unreadable(.cutOff)
        }
        guard header.byteCount >= RecordBatchHeader.byteCount else { return .unreadable(.length) }
        guard header.byteCount <= size - position else { return .unreadable(.cutOff) }
        guard header.magic == 2 else { return .unreadable(.magic) }

        let bytes = try file.bytes(in: position..<position + header.byteCount)
        let covered = unsafe bytes.span.bytes.extracting(RecordBatchHeader.checksummedFrom...)
        let isRight = CRC32C.checksum(covered) == header.checksum
        return .batch(header, bytes, checksumIsRight: isRight)
    }

    private static func isZero(_ file: any DiskFile, from start: Int, to end: Int) throws -> Bool {
        for position in stride(from: start, to: end, by: 1 << 20) {
            let bytes = try file.bytes(in: position..<min(end, position + 1 << 20))
            guard bytes.allSatisfy({ $0 == 0 }) else { return false }
        }
        return true
    }
}
