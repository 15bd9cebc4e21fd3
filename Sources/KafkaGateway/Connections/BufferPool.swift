internal import Bytes

/// Buffers of a loop that no connection needs at the moment.
///
/// A connection has a buffer only while part of a frame lies in it; one that is idle has none.
struct BufferPool: ~Copyable {
    /// Memory for one read, which is what nearly all buffers are.
    static let readSize = 64 << 10

    /// The one buffer that nearly every read makes use of.
    private var spare: ByteBuffer?
    private var large: [Box] = []
    /// Bytes of the large buffers here.
    private(set) var largeBytes = 0
    /// The fewest large buffers that lay here since the last ``trim()``: they were not needed.
    private var unneeded = 0

    /// So many bytes of large buffers may lie here.
    private let mostLargeBytes: Int

    /// A pool of a loop that may keep so many bytes of large buffers.
    init(mostLargeBytes: Int) {
        self.mostLargeBytes = mostLargeBytes
    }

    /// An array holds no noncopyable values: each is in a box.
    private final class Box {
        var buffer: ByteBuffer?

        init(_ buffer: consuming ByteBuffer) {
            self.buffer = consume buffer
        }
    }

    /// Whether no large buffer lies here.
    var isEmpty: Bool {
        large.isEmpty
    }

    /// A buffer for one read.
    mutating func take() -> ByteBuffer {
        spare.take() ?? ByteBuffer(capacity: Self.readSize)
    }

    /// A buffer that holds so many bytes at least, where one lies here.
    mutating func takeLarge(_ byteCount: Int) -> ByteBuffer? {
        guard let index = large.lastIndex(where: { ($0.buffer?.capacity ?? 0) >= byteCount })
        else { return nil }
        let box = large.remove(at: index)
        unneeded = min(unneeded, large.count)
        guard let buffer = box.buffer.take() else { return nil }
        largeBytes -= buffer.capacity
        return buffer
    }

    /// Takes a buffer back; what it holds is forgotten, and its memory where there is enough.
    mutating func give(_ buffer: consuming ByteBuffer) {
        buffer.removeAll()
        let capacity = buffer.capacity
        if capacity == Self.readSize {
            spare = consume buffer
        } else if capacity > Self.readSize, largeBytes + capacity <= mostLargeBytes {
            largeBytes += capacity
            large.append(Box(buffer))
        }
    }

    /// Lets go of the large buffers that nobody took since the last time.
    ///
    /// - Returns: whether there were any.
    mutating func trim() -> Bool {
        guard !large.isEmpty else { return false }
        defer { unneeded = large.count }
        guard unneeded > 0 else { return false }
        for box in large.prefix(unneeded) {
            largeBytes -= box.buffer?.capacity ?? 0
        }
        large.removeFirst(min(unneeded, large.count))
        return true
    }
}
