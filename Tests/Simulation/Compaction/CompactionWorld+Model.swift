internal import KafkaProtocol
internal import LogEngine

/// What the batches that were written tell, made out without the product's own words.
extension CompactionWorld {
    /// What a producer wrote between two markers.
    struct Transaction {
        let producer: Int64
        /// The first offsets of its batches; a marker may end none.
        var batches: [Int64] = []
        /// Where its marker stands; nil while it is open.
        var marker: Int64?
        var isAborted = false
    }

    /// What has become of records.
    enum Fate { case committed, aborted, undecided }

    /// The transactions that were begun or ended, in the order of their beginning.
    func transactions() -> [Transaction] {
        var found: [Transaction] = []
        var open: [Int64: Int] = [:]
        for batch in batches where batch.isTransactional {
            let index = open[batch.producer] ?? found.count
            if index == found.count { found.append(Transaction(producer: batch.producer)) }
            guard let marker = batch.marker else {
                found[index].batches.append(batch.first)
                open[batch.producer] = index
                continue
            }
            found[index].marker = batch.first
            found[index].isAborted = marker == .abort
            open[batch.producer] = nil
        }
        return found
    }

    /// All records that were written, with their offsets, and what has become of them.
    func history() -> [Int64: (record: Written, fate: Fate)] {
        var fates: [Int64: Fate] = [:]
        for transaction in transactions() {
            let fate: Fate =
                transaction.marker == nil
                ? .undecided : transaction.isAborted ? .aborted : .committed
            for batch in transaction.batches { fates[batch] = fate }
        }
        var history: [Int64: (record: Written, fate: Fate)] = [:]
        for batch in batches {
            for (index, record) in batch.records.enumerated() {
                history[batch.first + Int64(index)] = (record, fates[batch.first] ?? .committed)
            }
        }
        return history
    }

    /// The offset before which all is decided, where all before `highWatermark` is committed.
    func lastStableOffset(highWatermark: Int64) -> Int64 {
        transactions().filter { $0.marker.map { $0 >= highWatermark } ?? true }
            .compactMap(\.batches.first).reduce(highWatermark, min)
    }

    /// Where a producer goes on behind a batch.
    static func producer(_ known: Producer?, after batch: Batch) -> Producer {
        guard batch.marker != nil else {
            return Producer(epoch: batch.epoch, next: batch.sequence + Int32(batch.records.count))
        }
        guard let known, known.epoch == batch.epoch else { return Producer(epoch: batch.epoch) }
        return known
    }
}
