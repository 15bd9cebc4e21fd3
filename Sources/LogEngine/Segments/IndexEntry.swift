import KafkaProtocol

/// A row of an index file; the rows of a file grow in each of their numbers.
package protocol IndexEntry: BitwiseCopyable, Sendable, Equatable {
    /// How many bytes it takes in the file.
    static var byteCount: Int { get }

    /// Reads the row that begins `offset` bytes into the span, which must hold it.
    init(_ bytes: RawSpan, at offset: Int)

    /// Appends the row's bytes.
    func append(to bytes: inout [UInt8])

    /// Whether there can be such a row at all.
    var isPossible: Bool { get }

    /// Whether this row may stand behind `earlier`.
    func follows(_ earlier: Self) -> Bool
}

extension [UInt8] {
    /// Appends an integer, the highest byte first.
    mutating func appendInteger<Value: FixedWidthInteger>(_ value: Value) {
        for shift in stride(from: Value.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }
}
