import Bytes
import KafkaProtocol
import Testing

@Suite struct DecompressionTests {
    @Test(arguments: Codec.allCases, [0, 1, 100, 32_768, 32_769, 200_000])
    func `what is compressed comes back, up to the limit and no byte further`(
        codec: Codec, count: Int
    ) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        var packed = ByteBuffer()
        unsafe Compression(codec).compress(bytes.span.bytes, into: &packed)
        #expect(try Self.expand(Array(packed), codec, limit: count) == bytes)
        guard count > 0 else { return }
        #expect(throws: RecordBatchError.expandsTooFar(limit: count - 1)) {
            try Self.expand(Array(packed), codec, limit: count - 1)
        }
    }

    @Test(arguments: [Codec.gzip, .snappy, .lz4, .zstd])
    func `cut off anywhere, it is no whole block`(codec: Codec) {
        let bytes = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 5) }
        var buffer = ByteBuffer()
        unsafe Compression(codec).compress(bytes.span.bytes, into: &buffer)
        let packed = Array(buffer)
        for count in 0..<packed.count {
            let rest = try? Self.expand(Array(packed.prefix(count)), codec, limit: 1 << 20)
            // Between two of its blocks the framing of snappy does not show a cut: the count of
            // records does.
            let isEmptyFraming = codec == .snappy && count == 16
            #expect((rest == nil) != isEmptyFraming, "\(count) of \(packed.count) bytes")
        }
    }

    @Test func `a bomb costs memory only up to the limit`() throws {
        let zeros = [UInt8](repeating: 0, count: 8 << 20)
        for codec in [Codec.gzip, .lz4, .zstd] {
            var packed = ByteBuffer()
            unsafe Compression(codec).compress(zeros.span.bytes, into: &packed)
            var expanded = ByteBuffer()
            #expect(throws: RecordBatchError.expandsTooFar(limit: 100_000)) {
                try Decompression.expand(
                    packed.bytes, codec: codec, limit: 100_000, into: &expanded)
            }
            #expect(expanded.capacity < 300_000)
        }
    }

    private static func expand(_ bytes: [UInt8], _ codec: Codec, limit: Int) throws -> [UInt8] {
        var expanded = ByteBuffer()
        try unsafe Decompression.expand(
            bytes.span.bytes, codec: codec, limit: limit, into: &expanded)
        return Array(expanded)
    }
}
