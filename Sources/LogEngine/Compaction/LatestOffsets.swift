import KafkaProtocol

/// At which offset each key was written last: a table of bounded memory (Kafka's offset map).
///
/// Keys are held as digests, in one flat list of slots that is probed from the digest's place on.
/// A slot takes 24 bytes.
struct LatestOffsets {
    private struct Slot: BitwiseCopyable {
        var digest: KeyDigest
        /// -1 in a slot that is free.
        var offset: Int64
    }

    private var slots: [Slot]
    private let secret: KeyDigest.Secret
    private let limit: Int
    /// How many keys it holds.
    private(set) var count = 0

    /// A table for at most `keys` keys that takes at most `bytes`, filled to the share `load`.
    init(keys: Int, bytes: Int, load: Double, secret: KeyDigest.Secret) {
        let share = min(max(load, 0.1), 0.95)
        slots = Array(
            repeating: Slot(digest: KeyDigest(of: RawSpan(), secret), offset: -1),
            count: Self.slotCount(keys: keys, bytes: bytes))
        limit = max(1, min(Int(Double(slots.count) * share), slots.count - 1))
        self.secret = secret
    }

    /// Bytes that it takes.
    var byteCount: Int { slots.count * MemoryLayout<Slot>.stride }

    /// Bytes that a table for so many keys takes, where it may take `bytes`.
    static func byteCount(keys: Int, bytes: Int) -> Int {
        slotCount(keys: keys, bytes: bytes) * MemoryLayout<Slot>.stride
    }

    private static func slotCount(keys: Int, bytes: Int) -> Int {
        let most = max(bytes / MemoryLayout<Slot>.stride, 16)
        // With room for all of them it is made so large that look-ups are short.
        return keys < most / 2 ? min(max(16, keys + keys / 2), most) : most
    }

    /// Notes the key of a record; offsets come in ascending order.
    ///
    /// - Returns: false where the key is new, and there is no room for it.
    mutating func note(_ key: RawSpan, at offset: Offset) -> Bool {
        let digest = KeyDigest(of: key, secret)
        let index = slot(of: digest)
        if slots[index].offset < 0 {
            guard count < limit else { return false }
            count += 1
        }
        slots[index] = Slot(digest: digest, offset: offset.rawValue)
        return true
    }

    /// The last offset of a key; nil for one that is not here.
    func offset(of key: RawSpan) -> Offset? {
        let offset = slots[slot(of: KeyDigest(of: key, secret))].offset
        return offset < 0 ? nil : Offset(rawValue: offset)
    }

    /// Where the digest is, or would be; one slot is always free.
    private func slot(of digest: KeyDigest) -> Int {
        // The upper bits of the product are the place: no division.
        var index = Int(digest.low.multipliedFullWidth(by: UInt64(slots.count)).high)
        while slots[index].offset >= 0, slots[index].digest != digest {
            index += 1
            if index == slots.count { index = 0 }
        }
        return index
    }
}
