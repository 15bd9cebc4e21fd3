import Bytes
import Testing

@Suite struct CRC32CTests {
    private static let vectors: [(bytes: [UInt8], checksum: UInt32)] = [
        ([], 0),
        (Array("a".utf8), 0xC1D0_4330),
        (Array("123456789".utf8), 0xE306_9283),
        ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
        ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
        ([UInt8](0..<32), 0x46DD_794E),
        ([UInt8]((0..<32).reversed()), 0x113F_DB5C),
    ]

    @Test(arguments: vectors)
    func `known vectors (RFC 3720, B.4)`(bytes: [UInt8], checksum: UInt32) {
        #expect(unsafe CRC32C.checksum(bytes.span.bytes) == checksum)
    }

    @Test func `every kernel agrees with the table, for every length and alignment`() {
        let bytes = Self.noise(20_000)
        let lengths = Array(0...1100) + [2047, 4096, 8191, 12_287, 12_288, 12_289, 16_384, 19_000]
        for length in lengths {
            let start = length % 17
            let checksums = unsafe CRC32C.checksumsByEveryKernel(
                bytes.span.bytes.extracting(start..<start + length))
            #expect(checksums.allSatisfy { $0 == checksums[0] }, "\(length) bytes from \(start)")
        }
    }

    @Test func `a checksum can be taken in parts`() {
        let bytes = Self.noise(3000)
        let whole = unsafe CRC32C.checksum(bytes.span.bytes)
        for cut in stride(from: 0, through: 3000, by: 77) {
            let first = unsafe CRC32C.checksum(bytes.span.bytes.extracting(first: cut))
            let both = unsafe CRC32C.checksum(
                bytes.span.bytes.extracting(droppingFirst: cut), continuing: first)
            #expect(both == whole)
        }
    }

    /// Bytes without a pattern, the same each time.
    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }
}
