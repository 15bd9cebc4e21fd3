/// Counts the leaderships of a partition: each leader has a larger one than the leader before.
@usableFromInline package struct LeaderEpoch: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number on the wire.
    @usableFromInline package let rawValue: Int32

    /// The one with this number.
    @inlinable package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    @inlinable package static func < (left: LeaderEpoch, right: LeaderEpoch) -> Bool {
        left.rawValue < right.rawValue
    }

    /// No epoch: what a producer writes, and who does not know it.
    @inlinable package static var none: LeaderEpoch { LeaderEpoch(rawValue: -1) }
}

extension LeaderEpoch: CustomStringConvertible {
    /// The number.
    @usableFromInline package var description: String { "\(rawValue)" }
}
