/// A key in sixteen bytes: two keys with the same digest do not occur.
///
/// SipHash-2-4 with 128 bits of result. Its own key is secret and new for each table, so that nobody
/// can choose keys that meet.
struct KeyDigest: Equatable, BitwiseCopyable, Sendable {
    let low: UInt64
    let high: UInt64

    /// What makes the digests of one table unlike those of another.
    struct Secret: Sendable {
        let first: UInt64
        let second: UInt64

        init(using random: inout some RandomNumberGenerator) {
            first = random.next()
            second = random.next()
        }

        init(first: UInt64, second: UInt64) {
            self.first = first
            self.second = second
        }
    }

    init(of key: RawSpan, _ secret: Secret) {
        var state = SipState(secret)
        let count = key.byteCount
        let wholeWords = count & ~7
        var offset = 0
        while offset < wholeWords {
            state.absorb(
                UInt64(
                    littleEndian: unsafe key.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: offset, as: UInt64.self)))
            offset &+= 8
        }
        var last = UInt64(truncatingIfNeeded: count) << 56
        while offset < count {
            let byte = unsafe key.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            last |= UInt64(byte) << UInt64(8 &* (offset &- wholeWords))
            offset &+= 1
        }
        state.absorb(last)
        (low, high) = state.finish()
    }
}

/// The four words of SipHash.
private struct SipState {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    init(_ secret: KeyDigest.Secret) {
        v0 = secret.first ^ 0x736F_6D65_7073_6575
        v1 = secret.second ^ 0x646F_7261_6E64_6F6D ^ 0xEE
        v2 = secret.first ^ 0x6C79_6765_6E65_7261
        v3 = secret.second ^ 0x7465_6462_7974_6573
    }

    @inline(__always) mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always) private mutating func round() {
        v0 &+= v1
        v1 = v1 << 13 | v1 >> 51
        v1 ^= v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = v3 << 16 | v3 >> 48
        v3 ^= v2
        v0 &+= v3
        v3 = v3 << 21 | v3 >> 43
        v3 ^= v0
        v2 &+= v1
        v1 = v1 << 17 | v1 >> 47
        v1 ^= v2
        v2 = v2 << 32 | v2 >> 32
    }

    mutating func finish() -> (UInt64, UInt64) {
        v2 ^= 0xEE
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<4 { round() }
        return (low, v0 ^ v1 ^ v2 ^ v3)
    }
}
