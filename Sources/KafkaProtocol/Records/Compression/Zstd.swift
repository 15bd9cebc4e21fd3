internal import Bytes
internal import CZstd

/// The codec zstd (RFC 8878).
enum Zstd {
    /// The largest window that is taken: 128 MiB, which level 22 asks for.
    ///
    /// It is what Kafka takes. Of its memory only as much is touched as bytes come out.
    private static let largestWindowLog: Int32 = 27

    static func expand(
        _ bytes: RawSpan, limit: Int, taking memory: Decompression.Memory,
        through buffer: inout ByteBuffer, drain: Decompression.Drain
    ) throws(RecordBatchError) {
        let context = unsafe ZSTD_createDCtx()
        precondition(unsafe context != nil, "zstd has no memory")
        defer { unsafe ZSTD_freeDCtx(context) }
        unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, largestWindowLog)
        try unsafe Decompression.stream(
            bytes, limit: limit, window: ZSTD_sizeof_DCtx(context), taking: memory,
            through: &buffer, drain: drain
        ) {
            input, output in
            var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
            var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
            let hint = unsafe ZSTD_decompressStream(context, &target, &source)
            guard ZSTD_isError(hint) == 0 else { return nil }
            return unsafe Decompression.Progress(
                consumed: source.pos, produced: target.pos, isAtFrameEnd: hint == 0)
        }
    }

    static func compress(_ bytes: RawSpan, level: Int?, into buffer: inout ByteBuffer) {
        let level = min(max(level ?? 3, Int(ZSTD_minCLevel())), Int(ZSTD_maxCLevel()))
        buffer.append(upTo: ZSTD_compressBound(bytes.byteCount)) { output in
            unsafe bytes.withUnsafeBytes { input in
                unsafe output.withUnsafeMutableBytes { output in
                    let count = unsafe ZSTD_compress(
                        output.baseAddress, output.count, input.baseAddress, input.count,
                        Int32(level))
                    precondition(ZSTD_isError(count) == 0, "zstd's bound was too small")
                    return count
                }
            }
        }
    }
}
