/// The place of a record in its partition; the first record has offset 0.
@usableFromInline
package struct Offset: RawRepresentable, Hashable, Comparable,
    BitwiseCopyable, Sendable
{
    /// The number on the wire.
    @usableFromInline package let rawValue: Int64

    /// The one with this number.
    @inlinable package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    @inlinable package static func < (left: Offset, right: Offset) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Before every record.
    @inlinable package static var zero: Offset { Offset(rawValue: 0) }

    /// No offset: what the wire has where there is none.
    @inlinable package static var none: Offset { Offset(rawValue: -1) }

    /// The offset so many records on; it must not overflow.
    @inlinable package func advanced(by count: some BinaryInteger) -> Offset {
        Offset(rawValue: rawValue + Int64(count))
    }

    /// How many offsets lie between this one and `other`; negative if that is the smaller one.
    @inlinable package func distance(to other: Offset) -> Int {
        Int(other.rawValue - rawValue)
    }
}

extension Offset: CustomStringConvertible {
    /// The number.
    @usableFromInline package var description: String { "\(rawValue)" }
}
