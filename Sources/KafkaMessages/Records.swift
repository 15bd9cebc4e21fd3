/// Where the record batches of a message lie.
///
/// A message does not hold them: decoding notes where in the frame they are, encoding leaves a
/// splice, so that they go from a file to the socket.
package enum Records: Hashable, Sendable {
    /// There are none, and the message says null.
    case null

    /// As decoded: at these bytes, counted from the start of the span that the reader was given.
    case inFrame(Range<Int>)

    /// To be encoded as a length and a splice: the sender puts so many bytes there.
    case spliced(byteCount: Int)

    /// To be encoded as they are; for few bytes.
    case bytes([UInt8])

    /// No bytes.
    package static var empty: Records { .bytes([]) }

    /// How many bytes they are.
    package var byteCount: Int {
        switch self {
        case .null: 0
        case .inFrame(let range): range.count
        case .spliced(let byteCount): byteCount
        case .bytes(let bytes): bytes.count
        }
    }
}
