package import KafkaProtocol

/// A producer in one of its lives.
package struct ProducerIdentity: Sendable, Hashable {
    package let id: ProducerID
    package let epoch: ProducerEpoch

    package init(id: ProducerID, epoch: ProducerEpoch) {
        self.id = id
        self.epoch = epoch
    }
}

extension ProducerEpoch {
    /// The epoch of a new producer id.
    static let first = ProducerEpoch(rawValue: 0)
    /// The last epoch that a producer is given; the one above it is left to fence it with.
    static let lastGiven = ProducerEpoch(rawValue: .max - 1)

    /// Whether a producer with this epoch needs a new id for the next.
    var isExhausted: Bool { self >= .lastGiven }

    /// The epoch after this; the highest has none, and stays (a log of another broker's may hold it).
    var next: ProducerEpoch { ProducerEpoch(rawValue: rawValue == .max ? .max : rawValue + 1) }
}
