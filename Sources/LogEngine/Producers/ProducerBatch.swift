package import KafkaProtocol
package import Syscalls

/// What is remembered of a batch that an idempotent producer has sent.
package struct ProducerBatch: Equatable, Sendable {
    package let lastSequence: Int32
    package let lastOffset: Offset
    /// The last offset less the first, and the last sequence less the first.
    package let offsetDelta: Int32
    /// The batch's largest timestamp; when it was appended where the topic stamps so.
    package let timestamp: Timestamp

    package init(
        lastSequence: Int32, lastOffset: Offset, offsetDelta: Int32, timestamp: Timestamp
    ) {
        self.lastSequence = lastSequence
        self.lastOffset = lastOffset
        self.offsetDelta = offsetDelta
        self.timestamp = timestamp
    }

    package var firstOffset: Offset { lastOffset.advanced(by: -offsetDelta) }

    package var firstSequence: Int32 { Sequence.retreat(lastSequence, by: offsetDelta) }
}

/// Numbers of records within a producer: after 2147483647 comes 0.
enum Sequence {
    static func advance(_ sequence: Int32, by count: Int32) -> Int32 {
        Int32((Int64(sequence) + Int64(count)) & 0x7FFF_FFFF)
    }

    static func retreat(_ sequence: Int32, by count: Int32) -> Int32 {
        Int32((Int64(sequence) - Int64(count)) & 0x7FFF_FFFF)
    }
}

/// The last five batches of a producer, oldest first.
///
/// A client may have five requests in flight, so each of them may come again (KIP-98).
package struct RecentBatches: Equatable, Sendable {
    package static let capacity = 5

    private var slots = InlineArray<5, ProducerBatch>(
        repeating: ProducerBatch(
            lastSequence: -1, lastOffset: Offset(rawValue: -1), offsetDelta: 0,
            timestamp: Timestamp(rawValue: -1)))
    package private(set) var count = 0

    package init() {}

    /// The batch at a place; the oldest stands at 0.
    package subscript(index: Int) -> ProducerBatch {
        precondition(index < count, "no such batch")
        return slots[index]
    }

    package var last: ProducerBatch? { count == 0 ? nil : slots[count - 1] }

    /// Adds the newest; of five the oldest goes.
    package mutating func append(_ batch: ProducerBatch) {
        if count == Self.capacity {
            for index in 1..<count { slots[index - 1] = slots[index] }
            count -= 1
        }
        slots[count] = batch
        count += 1
    }

    /// Forgets all of them.
    package mutating func removeAll() {
        count = 0
    }

    /// The batch with exactly these sequences.
    package func first(from firstSequence: Int32, through lastSequence: Int32) -> ProducerBatch? {
        for index in 0..<count {
            let batch = slots[index]
            if batch.lastSequence == lastSequence, batch.firstSequence == firstSequence {
                return batch
            }
        }
        return nil
    }

    package static func == (left: RecentBatches, right: RecentBatches) -> Bool {
        left.count == right.count && (0..<left.count).allSatisfy { left[$0] == right[$0] }
    }
}
