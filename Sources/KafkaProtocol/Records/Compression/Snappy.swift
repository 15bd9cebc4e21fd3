internal import Bytes
internal import CSnappy

/// The codec snappy, in both of its forms: one bare block, as librdkafka writes it, or the framing of
/// xerial's Java library, as Kafka and its Java clients write it.
///
/// ```
/// 82 53 4E 41 50 50 59 00   version: 4 bytes   compatible: 4 bytes   { size: 4 bytes   block }…
/// ```
enum Snappy {
    private static let magic: UInt64 = 0x8253_4E41_5050_5900
    private static let framingByteCount = 16
    private static let blockByteCount = 32 << 10

    static func expand(
        _ bytes: RawSpan, limit: Int, taking memory: Decompression.Memory,
        through buffer: inout ByteBuffer, drain: Decompression.Drain
    ) throws(RecordBatchError) {
        var produced = 0
        guard bytes.byteCount >= framingByteCount, bytes.integer(at: 0, as: UInt64.self) == magic
        else {
            try expandBlock(bytes, limit: limit, taking: memory, produced: &produced, into: &buffer)
            _ = try drain(&buffer)
            return
        }
        var offset = framingByteCount
        while offset < bytes.byteCount {
            guard bytes.byteCount - offset >= 4 else { throw .notDecompressible }
            let size = Int(bytes.integer(at: offset, as: Int32.self))
            offset += 4
            guard size >= 0, size <= bytes.byteCount - offset else { throw .notDecompressible }
            let block = bytes.extracting(offset..<offset + size)
            try expandBlock(block, limit: limit, taking: memory, produced: &produced, into: &buffer)
            guard try drain(&buffer) else { return }
            offset += size
        }
    }

    private static func expandBlock(
        _ block: RawSpan, limit: Int, taking memory: Decompression.Memory, produced: inout Int,
        into buffer: inout ByteBuffer
    ) throws(RecordBatchError) {
        let count = try expandedCount(of: block)
        produced += count
        guard produced <= limit else { throw .expandsTooFar(limit: limit) }
        memory(max(buffer.count + count, buffer.capacity))
        var isWhole = false
        buffer.append(upTo: count) { output in
            var written = count
            let status = unsafe block.withUnsafeBytes { input in
                unsafe output.withUnsafeMutableBytes { output in
                    unsafe snappy_uncompress(
                        input.baseAddress, input.count, output.baseAddress, &written)
                }
            }
            isWhole = status == SNAPPY_OK && written == count
            return isWhole ? count : 0
        }
        guard isWhole else { throw .notDecompressible }
    }

    /// How many bytes the block says that it expands to, if it can be so many: a copy takes three
    /// bytes and gives 64 at most.
    private static func expandedCount(of block: RawSpan) throws(RecordBatchError) -> Int {
        var count = 0
        let status = unsafe block.withUnsafeBytes { input in
            unsafe snappy_uncompressed_length(input.baseAddress, input.count, &count)
        }
        guard status == SNAPPY_OK, count <= 64 * block.byteCount else { throw .notDecompressible }
        return count
    }

    static func compress(_ bytes: RawSpan, into buffer: inout ByteBuffer) {
        buffer.append(magic)
        buffer.append(1 as Int32)
        buffer.append(1 as Int32)
        var offset = 0
        while offset < bytes.byteCount {
            let end = min(offset + blockByteCount, bytes.byteCount)
            compressBlock(bytes.extracting(offset..<end), into: &buffer)
            offset = end
        }
    }

    private static func compressBlock(_ block: RawSpan, into buffer: inout ByteBuffer) {
        let sizeAt = buffer.count
        buffer.append(0 as Int32)
        buffer.append(upTo: snappy_max_compressed_length(block.byteCount)) { output in
            unsafe block.withUnsafeBytes { input in
                unsafe output.withUnsafeMutableBytes { output in
                    var count = output.count
                    let status = unsafe snappy_compress(
                        input.baseAddress, input.count, output.baseAddress, &count)
                    precondition(status == SNAPPY_OK, "snappy's bound was too small")
                    return count
                }
            }
        }
        buffer.overwrite(at: sizeAt, with: Int32(buffer.count - sizeAt - 4))
    }
}
