/// Which partition of a topic; the first has index 0.
@usableFromInline package struct PartitionIndex: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number on the wire.
    @usableFromInline package let rawValue: Int32

    /// The one with this number.
    @inlinable package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    @inlinable package static func < (left: PartitionIndex, right: PartitionIndex) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension PartitionIndex: CustomStringConvertible {
    /// The number.
    @usableFromInline package var description: String { "\(rawValue)" }
}
