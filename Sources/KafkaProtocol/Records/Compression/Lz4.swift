internal import Bytes
internal import CLZ4

/// The codec lz4: frames of independent blocks, as all of Kafka's clients can read them.
enum Lz4 {
    /// Where in a frame its flags are, and the one that says that no block refers to another.
    private static let flags = (offset: 4, independentBlocks: 1 << 5 as UInt8)
    /// Where in a frame the largest size of its blocks is.
    private static let blockSizeAt = 5

    static func expand(
        _ bytes: RawSpan, limit: Int, taking memory: Decompression.Memory,
        through buffer: inout ByteBuffer, drain: Decompression.Drain
    ) throws(RecordBatchError) {
        guard bytes.byteCount > blockSizeAt,
            bytes.integer(at: flags.offset, as: UInt8.self) & flags.independentBlocks != 0
        else { throw .notDecompressible }
        var context: OpaquePointer?
        let status = unsafe LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
        precondition(LZ4F_isError(status) == 0, "lz4 has no memory")
        defer { unsafe LZ4F_freeDecompressionContext(context) }
        try unsafe Decompression.stream(
            bytes, limit: limit, window: blocks(of: bytes), taking: memory, through: &buffer,
            drain: drain
        ) {
            input, output in
            var produced = output.count
            var consumed = input.count
            let hint = unsafe LZ4F_decompress(
                context, output.baseAddress, &produced, input.baseAddress, &consumed, nil)
            guard LZ4F_isError(hint) == 0 else { return nil }
            return Decompression.Progress(
                consumed: consumed, produced: produced, isAtFrameEnd: hint == 0)
        }
    }

    /// What the codec keeps of a frame: a block as it came, and as it is expanded.
    private static func blocks(of frame: RawSpan) -> Int {
        let size = Int(frame.integer(at: blockSizeAt, as: UInt8.self) >> 4 & 7)
        return 2 << (8 + 2 * size)
    }

    static func compress(_ bytes: RawSpan, level: Int?, into buffer: inout ByteBuffer) {
        var preferences = LZ4F_preferences_t()
        preferences.frameInfo.blockSizeID = LZ4F_max64KB
        preferences.frameInfo.blockMode = LZ4F_blockIndependent
        preferences.compressionLevel = libraryLevel(level)
        let bound = unsafe LZ4F_compressFrameBound(bytes.byteCount, &preferences)
        buffer.append(upTo: bound) { output in
            unsafe bytes.withUnsafeBytes { input in
                unsafe output.withUnsafeMutableBytes { output in
                    let count = unsafe LZ4F_compressFrame(
                        output.baseAddress, output.count, input.baseAddress, input.count,
                        &preferences)
                    precondition(LZ4F_isError(count) == 0, "lz4's bound was too small")
                    return count
                }
            }
        }
    }

    /// Kafka's levels go from 1 to 17, and 9, the default, is its name for the fast compressor.
    private static func libraryLevel(_ level: Int?) -> Int32 {
        guard let level, level != 9 else { return 0 }
        return Int32(min(max(level, 3), 12))
    }
}
