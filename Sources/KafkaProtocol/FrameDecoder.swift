/// Finds the frames in a stream of bytes: four bytes of size, then so many bytes.
///
/// It knows no socket and keeps nothing; it says what lies at the front of the bytes that have
/// come so far.
package struct FrameDecoder: Hashable, Sendable {
    /// The largest size of a frame that is taken.
    package let largestFrame: Int

    /// Takes frames of at most so many bytes.
    package init(largestFrame: Int) {
        self.largestFrame = largestFrame
    }

    /// What lies at the front of the bytes of a connection.
    package enum Step: Hashable, Sendable {
        /// At least so many bytes more must come: what is missing of the frame, or of its size.
        case incomplete(missing: Int)
        /// A whole frame, without its size, lies in this range of the bytes.
        case frame(Range<Int>)
        /// The size is negative or too large: the connection cannot go on.
        case refused(size: Int)
    }

    /// What lies at the front of `bytes`.
    package func next(in bytes: RawSpan) -> Step {
        guard bytes.byteCount >= 4 else { return .incomplete(missing: 4 - bytes.byteCount) }
        let size = Int(
            Int32(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: Int32.self)))
        guard size >= 0, size <= largestFrame else { return .refused(size: size) }
        let missing = 4 + size - bytes.byteCount
        return missing > 0 ? .incomplete(missing: missing) : .frame(4..<4 + size)
    }
}
