/// A dictionary that is a value and still cheap to change: a change copies one shard, not all.
///
/// The metadata image is replaced whole with each change. With tens of thousands of topics a plain
/// dictionary would be copied whole each time; here a copy costs the list of shards and the one
/// shard that is written to.
package struct ShardedTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var shards: [[Key: Value]]
    /// How many entries there are.
    package private(set) var count = 0

    private static var shardCount: Int { 256 }

    package init() {
        shards = Array(repeating: [:], count: Self.shardCount)
    }

    package var isEmpty: Bool { count == 0 }

    /// The value of a key; setting nil removes it.
    package subscript(key: Key) -> Value? {
        get { shards[Self.shard(of: key)][key] }
        set {
            let shard = Self.shard(of: key)
            let before = shards[shard].count
            shards[shard][key] = newValue
            count += shards[shard].count - before
        }
    }

    /// The value of a key, or `fallback` where there is none.
    package subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { self[key] ?? fallback() }
        set { self[key] = newValue }
    }

    /// All values, in no order that could be relied on.
    package var values: some Sequence<Value> {
        shards.lazy.flatMap(\.values)
    }

    /// All keys, in no order that could be relied on.
    package var keys: some Sequence<Key> {
        shards.lazy.flatMap(\.keys)
    }

    private static func shard(of key: Key) -> Int {
        key.hashValue & (shardCount - 1)
    }
}
