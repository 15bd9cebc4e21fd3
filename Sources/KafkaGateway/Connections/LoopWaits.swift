internal import EventLoop

/// Names a request that waits: its connection and its place there, never the connection itself.
struct WaitKey: Hashable {
    let connection: ChannelToken
    let ticket: ReplyQueue<Reply>.Ticket
}

/// Who on a loop waits for what (Kafka's purgatory).
///
/// A replica holds one watch for the whole loop; which of the loop's requests it concerns stands
/// here. Requests are gathered while letters are read and asked once after all of them, however
/// many of their partitions have moved.
struct LoopWaits: ~Copyable {
    private var keys: [ObjectIdentifier: [WaitKey]] = [:]
    private var woken: [WaitKey] = []
    private var isWoken: Set<WaitKey> = []

    /// Whether nobody waits.
    var isEmpty: Bool {
        keys.isEmpty
    }

    /// Enters a request under all that it watches.
    mutating func add(_ key: WaitKey, watching watched: [ObjectIdentifier]) {
        for object in watched {
            keys[object, default: []].append(key)
        }
    }

    /// Takes a request out again.
    mutating func remove(_ key: WaitKey, watching watched: [ObjectIdentifier]) {
        for object in watched {
            Self.remove(key, from: &keys[object])
        }
    }

    private static func remove(_ key: WaitKey, from waiting: inout [WaitKey]?) {
        guard let index = waiting?.lastIndex(of: key) else { return }
        waiting?.remove(at: index)
        if waiting?.isEmpty == true { waiting = nil }
    }

    /// Notes that an object has moved.
    mutating func wake(_ object: ObjectIdentifier) {
        guard let waiting = keys[object] else { return }
        for key in waiting where isWoken.insert(key).inserted {
            woken.append(key)
        }
    }

    /// Takes the requests that are to be asked, in the order in which they were woken.
    mutating func takeWoken() -> [WaitKey] {
        guard !woken.isEmpty else { return [] }
        defer {
            woken = []
            isWoken.removeAll(keepingCapacity: true)
        }
        return woken
    }
}
