/// The hash by which Java's producer chooses a partition for a key.
///
/// MurmurHash2 of 32 bits with the seed 0x9747b28c, so that a record of one key goes where other
/// clients with Java's partitioner put it.
enum Murmur2 {
    static func hash(_ bytes: [UInt8]) -> UInt32 {
        let multiplier: UInt32 = 0x5bd1_e995
        var hash = 0x9747_b28c ^ UInt32(truncatingIfNeeded: bytes.count)
        var index = 0
        while index + 4 <= bytes.count {
            var word =
                UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
                | UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24
            word &*= multiplier
            word ^= word >> 24
            word &*= multiplier
            hash = hash &* multiplier ^ word
            index += 4
        }
        if index < bytes.count {
            for rest in (index..<bytes.count).reversed() {
                hash ^= UInt32(bytes[rest]) << (8 * UInt32(rest - index))
            }
            hash &*= multiplier
        }
        hash ^= hash >> 13
        hash &*= multiplier
        return hash ^ hash >> 15
    }

    /// The partition, of so many, for a key.
    static func partition(of key: [UInt8], count: Int) -> Int32 {
        Int32(hash(key) & 0x7fff_ffff) % Int32(count)
    }
}
