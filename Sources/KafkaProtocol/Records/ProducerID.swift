/// Who wrote a batch, for finding duplicates and for transactions (KIP-98).
@usableFromInline
package struct ProducerID: RawRepresentable, Hashable, Comparable,
    BitwiseCopyable, Sendable
{
    /// The number on the wire.
    @usableFromInline package let rawValue: Int64

    /// The one with this number.
    @inlinable package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    @inlinable package static func < (left: ProducerID, right: ProducerID) -> Bool {
        left.rawValue < right.rawValue
    }

    /// No producer id: the batch is neither idempotent nor transactional.
    @inlinable package static var none: ProducerID { ProducerID(rawValue: -1) }
}

extension ProducerID: CustomStringConvertible {
    /// The number.
    @usableFromInline package var description: String { "\(rawValue)" }
}
