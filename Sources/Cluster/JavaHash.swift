/// Java's hash of a text, by which clients and brokers agree where a group or a transactional id is kept.
enum JavaHash {
    /// Which of `count` partitions a key belongs to: abs(hash) mod count (G-1, T-20).
    static func partition(of key: String, count: Int32) -> Int32 {
        var hash: Int32 = 0
        for unit in key.utf16 {
            hash = hash &* 31 &+ Int32(unit)
        }
        return (hash == .min ? 0 : abs(hash)) % max(count, 1)
    }
}
