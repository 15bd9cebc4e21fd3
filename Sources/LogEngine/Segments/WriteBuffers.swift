import Bytes
import Syscalls

/// A buffer for bytes on their way into a file; it belongs to who took it, and is used under that
/// one's lock.
final class WriteBuffer: @unchecked Sendable {
    var bytes = ByteBuffer()
}

/// The buffers of the logs that hold bytes just now; a few of those that nobody needs are kept.
final class WriteBuffers: Sendable {
    private let spare = Lock<[WriteBuffer]>([])

    /// So many small ones are kept, and so many of any size.
    private static let mostSpare = (small: 64, any: 8)
    private static let small = 8 << 10

    /// An empty buffer, for its taker alone.
    func take() -> WriteBuffer {
        spare.withLock { $0.popLast() } ?? WriteBuffer()
    }

    /// Takes back a buffer that nobody uses any more.
    func give(_ buffer: WriteBuffer) {
        buffer.bytes.removeAll()
        let isSmall = buffer.bytes.capacity <= Self.small
        let most = isSmall ? Self.mostSpare.small : Self.mostSpare.any
        spare.withLock { spare in
            if spare.count < most { spare.append(buffer) }
        }
    }
}
