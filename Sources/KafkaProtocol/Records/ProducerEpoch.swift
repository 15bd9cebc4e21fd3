/// Counts the incarnations of a producer: an older one is fenced off by a newer one (KIP-98).
@usableFromInline package struct ProducerEpoch: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number on the wire.
    @usableFromInline package let rawValue: Int16

    /// The one with this number.
    @inlinable package init(rawValue: Int16) {
        self.rawValue = rawValue
    }

    @inlinable package static func < (left: ProducerEpoch, right: ProducerEpoch) -> Bool {
        left.rawValue < right.rawValue
    }

    /// No epoch: the batch has no producer id.
    @inlinable package static var none: ProducerEpoch { ProducerEpoch(rawValue: -1) }
}

extension ProducerEpoch: CustomStringConvertible {
    /// The number.
    @usableFromInline package var description: String { "\(rawValue)" }
}
