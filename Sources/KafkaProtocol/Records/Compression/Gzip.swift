internal import Bytes
internal import CZlib

/// The codec gzip: one or more members, each with its checksum (RFC 1952).
enum Gzip {
    /// zlib's word for the largest window, in gzip's wrapping.
    private static let windowBits: Int32 = 15 + 16

    static func expand(
        _ bytes: RawSpan, limit: Int, taking memory: Decompression.Memory,
        through buffer: inout ByteBuffer, drain: Decompression.Drain
    ) throws(RecordBatchError) {
        // zlib notes the address of the stream: it must not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let status = unsafe inflateInit2_(
            stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory, or is of another version")
        defer { unsafe inflateEnd(stream) }
        try unsafe Decompression.stream(
            bytes, limit: limit, window: 32 << 10, taking: memory, through: &buffer, drain: drain
        ) {
            input, output in
            unsafe step(stream, input, output)
        }
    }

    private static func step(
        _ stream: UnsafeMutablePointer<z_stream>, _ input: UnsafeRawBufferPointer,
        _ output: UnsafeMutableRawBufferPointer
    ) -> Decompression.Progress? {
        unsafe stream.pointee.point(at: input, output)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
        let progress = unsafe Decompression.Progress(
            consumed: input.count - Int(stream.pointee.avail_in),
            produced: output.count - Int(stream.pointee.avail_out),
            isAtFrameEnd: status == Z_STREAM_END)
        if progress.isAtFrameEnd { unsafe inflateReset(stream) }
        return progress
    }

    static func compress(_ bytes: RawSpan, level: Int?, into buffer: inout ByteBuffer) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let status = unsafe deflateInit2_(
            stream, level.map { Int32(min(max($0, -1), 9)) } ?? Z_DEFAULT_COMPRESSION, Z_DEFLATED,
            windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory, or is of another version")
        defer { unsafe deflateEnd(stream) }
        let bound = unsafe Int(deflateBound(stream, UInt(bytes.byteCount)))
        buffer.append(upTo: bound) { output in
            unsafe bytes.withUnsafeBytes { input in
                unsafe output.withUnsafeMutableBytes { output in
                    unsafe stream.pointee.point(at: input, output)
                    let status = unsafe deflate(stream, Z_FINISH)
                    precondition(status == Z_STREAM_END, "zlib's bound was too small")
                    return unsafe output.count - Int(stream.pointee.avail_out)
                }
            }
        }
    }
}

extension z_stream {
    fileprivate mutating func point(
        at input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) {
        // zlib does not write to its input; its header just does not say so.
        unsafe next_in = UnsafeMutablePointer(
            mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
        unsafe avail_in = UInt32(input.count)
        unsafe next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
        unsafe avail_out = UInt32(output.count)
    }
}
