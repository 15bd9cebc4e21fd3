internal import KafkaProtocol
internal import LogEngine

/// A transaction as the batches of the model tell it, made out without the product's own words.
package struct ModelTransaction: Equatable, Sendable {
    package let producer: Int64
    package let firstOffset: Int64
    /// Where its marker stands; nil while it is open.
    package var lastOffset: Int64?
    package var isAborted = false
}

extension LogModel {
    /// The transactions of the batches that end behind `start`, in order of their first offsets.
    package func transactions(from start: Int64 = 0) -> [ModelTransaction] {
        var found: [ModelTransaction] = []
        var open: [Int64: Int] = [:]
        for entry in entries where entry.endOffset > start && entry.header.isTransactional {
            let producer = entry.header.producerID.rawValue
            guard let marker = entry.marker else {
                guard open[producer] == nil else { continue }
                open[producer] = found.count
                found.append(
                    ModelTransaction(producer: producer, firstOffset: entry.baseOffset))
                continue
            }
            guard let index = open.removeValue(forKey: producer) else { continue }
            found[index].lastOffset = entry.baseOffset
            found[index].isAborted = !marker.isCommit
        }
        return found
    }

    /// The offset before which all is decided, where all before `highWatermark` is committed, and
    /// what lies before `start` is gone.
    package func lastStableOffset(highWatermark: Int64, start: Int64 = 0) -> Int64 {
        transactions(from: start).filter { $0.lastOffset.map { $0 >= highWatermark } ?? true }
            .map(\.firstOffset).reduce(highWatermark, min)
    }

    /// The first offsets of the batches that a reader of committed records sees.
    package func committed(from start: Int64, upTo end: Int64) -> [Int64] {
        let aborted = transactions().filter(\.isAborted)
        return entries.filter { entry in
            entry.endOffset > start && entry.endOffset <= end && entry.marker == nil
                && !aborted.contains {
                    $0.producer == entry.header.producerID.rawValue && entry.header.isTransactional
                        && entry.baseOffset >= $0.firstOffset
                        && entry.baseOffset < $0.lastOffset ?? 0
                }
        }.map(\.baseOffset)
    }
}
