package import Bytes

/// Expands the compressed records of a batch, never further than the caller allows.
///
/// What the compressed bytes say of their size is not believed: memory grows with what really comes
/// out, and at the limit it ends.
package enum Decompression {
    /// What no batch may expand to, whatever the topic allows: 64 MiB.
    package static let largestBatch = 64 << 20

    /// A first guess at the room that the expanded bytes take.
    package static func firstCapacity(for bytes: RawSpan) -> Int {
        min(max(4 * bytes.byteCount, 4096), 1 << 20)
    }

    /// Appends the expanded bytes to the buffer.
    ///
    /// - Parameters:
    ///   - bytes: one compressed block, and nothing else.
    ///   - codec: what it was compressed with.
    ///   - limit: how many bytes may come out.
    ///   - buffer: is given the bytes; after an error it holds a part of them.
    /// - Throws: ``RecordBatchError/notDecompressible`` or ``RecordBatchError/expandsTooFar(limit:)``.
    package static func expand(
        _ bytes: RawSpan, codec: Codec, limit: Int, into buffer: inout ByteBuffer
    ) throws(RecordBatchError) {
        try expand(bytes, codec: codec, limit: limit, taking: { _ in }, into: &buffer)
    }

    /// As ``expand(_:codec:limit:into:)``; `memory` is told before each step how many bytes are
    /// taken by then.
    static func expand(
        _ bytes: RawSpan, codec: Codec, limit: Int, taking memory: Memory,
        into buffer: inout ByteBuffer
    ) throws(RecordBatchError) {
        try expand(bytes, codec: codec, limit: limit, taking: memory, through: &buffer) {
            _ throws(RecordBatchError) in true
        }
    }

    /// Is told how many bytes of memory are taken, the buffer's included; it may wait.
    package typealias Memory = (Int) -> Void

    /// Uses up bytes at the front of the buffer, so that they need not be kept until the end; says
    /// whether to go on.
    typealias Drain = (inout ByteBuffer) throws(RecordBatchError) -> Bool

    /// Expands the bytes step by step, and lets `drain` use them up after each step.
    static func expand(
        _ bytes: RawSpan, codec: Codec, limit: Int, taking memory: Memory,
        through buffer: inout ByteBuffer, drain: Drain
    ) throws(RecordBatchError) {
        switch codec {
        case .none:
            guard bytes.byteCount <= limit else { throw .expandsTooFar(limit: limit) }
            buffer.append(bytes)
            _ = try drain(&buffer)
        case .gzip:
            try Gzip.expand(bytes, limit: limit, taking: memory, through: &buffer, drain: drain)
        case .snappy:
            try Snappy.expand(bytes, limit: limit, taking: memory, through: &buffer, drain: drain)
        case .lz4:
            try Lz4.expand(bytes, limit: limit, taking: memory, through: &buffer, drain: drain)
        case .zstd:
            try Zstd.expand(bytes, limit: limit, taking: memory, through: &buffer, drain: drain)
        }
    }
}

// MARK: - Streams

extension Decompression {
    /// How far one step of a codec came.
    struct Progress {
        /// How many compressed bytes it took.
        var consumed: Int
        /// How many expanded bytes it gave.
        var produced: Int
        /// Whether it stands at the end of a frame, so that the bytes may end here.
        var isAtFrameEnd: Bool
    }

    /// Calls a codec's step until the compressed bytes are used up.
    ///
    /// - Parameters:
    ///   - bytes: what is expanded.
    ///   - limit: how many bytes may come out.
    ///   - window: the most that the codec keeps of what came out, as far as it is known by now.
    ///   - memory: is told what is taken.
    ///   - buffer: is given the bytes.
    ///   - drain: may use them up after each step.
    ///   - step: takes compressed bytes and fills the room it is given; nil if they are broken.
    /// - Throws: as ``expand(_:codec:limit:into:)``.
    static func stream(
        _ bytes: RawSpan, limit: Int, window: @autoclosure () -> Int,
        taking memory: Memory, through buffer: inout ByteBuffer, drain: Drain,
        step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Progress?
    ) throws(RecordBatchError) {
        var consumed = 0
        var produced = 0
        while true {
            // One byte more than allowed, so that going over the limit shows.
            let room = min(stepByteCount, limit - produced + 1)
            memory(min(window(), produced + room) + max(buffer.count + room, buffer.capacity))
            let input = bytes.extracting(droppingFirst: consumed)
            let progress = try unsafe advance(input, room: room, into: &buffer, step: step)
            consumed += progress.consumed
            produced += progress.produced
            guard produced <= limit else { throw .expandsTooFar(limit: limit) }
            guard try drain(&buffer) else { return }
            if progress.isAtFrameEnd, consumed == bytes.byteCount { return }
            guard progress.consumed > 0 || progress.produced > 0 else { throw .notDecompressible }
        }
    }

    private static func advance(
        _ input: RawSpan, room: Int, into buffer: inout ByteBuffer,
        step: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Progress?
    ) throws(RecordBatchError) -> Progress {
        var result: Progress?
        buffer.append(upTo: room) { output in
            result = unsafe input.withUnsafeBytes { input in
                unsafe output.withUnsafeMutableBytes { output in unsafe step(input, output) }
            }
            return result?.produced ?? 0
        }
        guard let result else { throw .notDecompressible }
        return result
    }

    /// How many bytes a step may give.
    static let stepByteCount = 32 << 10
}
