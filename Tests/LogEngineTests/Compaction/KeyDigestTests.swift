import Testing

@testable import LogEngine

struct KeyDigestTests {
    /// The vectors of SipHash's authors: key 00…0f, messages 00, 01, 02 ….
    private static let vectors: [(count: Int, low: UInt64, high: UInt64)] = [
        (0, 0xe6a8_25ba_047f_81a3, 0x9302_55c7_1472_f66d),
        (1, 0x44af_996b_d8c1_87da, 0x45fc_229b_1159_7634),
        (8, 0x7f44_7ec0_9c5b_8d3b, 0x4a76_6d76_0a3e_fa9c),
        (15, 0x1493_e0d4_cbcf_1fe2, 0x0f29_55ef_87ea_4be4),
    ]

    @Test func `The digest is SipHash with 128 bits`() {
        let secret = KeyDigest.Secret(first: 0x0706_0504_0302_0100, second: 0x0f0e_0d0c_0b0a_0908)
        let message = (0..<64).map { UInt8($0) }
        let empty = KeyDigest(of: unsafe Array(message[0..<0]).span.bytes, secret)
        #expect(empty.low == Self.vectors[0].low)
        #expect(empty.high == Self.vectors[0].high)
        let one = KeyDigest(of: unsafe Array(message[0..<1]).span.bytes, secret)
        #expect(one.low == Self.vectors[1].low)
        #expect(one.high == Self.vectors[1].high)
    }

    @Test func `Each byte of a key matters, and its length`() {
        let secret = KeyDigest.Secret(first: 1, second: 2)
        var seen: Set<[UInt64]> = []
        for count in 0..<40 {
            let key = [UInt8](repeating: 0, count: count)
            let digest = KeyDigest(of: unsafe key.span.bytes, secret)
            seen.insert([digest.low, digest.high])
            for index in 0..<count {
                var other = key
                other[index] = 1
                let digest = KeyDigest(of: unsafe other.span.bytes, secret)
                seen.insert([digest.low, digest.high])
            }
        }
        #expect(seen.count == 40 + 40 * 39 / 2)
    }
}
