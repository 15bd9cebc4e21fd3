package import Bytes

/// How a batch is to be compressed: a codec, and how hard it should try.
package struct Compression: Hashable, Sendable {
    /// The codec.
    package let codec: Codec

    /// The level in Kafka's terms (`compression.gzip.level`, …); nil for Kafka's default.
    package let level: Int?

    /// A codec with a level; a level outside of what the codec knows is brought inside.
    package init(_ codec: Codec, level: Int? = nil) {
        self.codec = codec
        self.level = level
    }

    /// Appends the bytes to the buffer, compressed as records of a batch are.
    package func compress(_ bytes: RawSpan, into buffer: inout ByteBuffer) {
        switch codec {
        case .none: buffer.append(bytes)
        case .gzip: Gzip.compress(bytes, level: level, into: &buffer)
        case .snappy: Snappy.compress(bytes, into: &buffer)
        case .lz4: Lz4.compress(bytes, level: level, into: &buffer)
        case .zstd: Zstd.compress(bytes, level: level, into: &buffer)
        }
    }
}
