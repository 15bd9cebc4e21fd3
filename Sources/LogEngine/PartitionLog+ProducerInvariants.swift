internal import Configuration
import KafkaProtocol
import Syscalls

/// What must always hold of a log's producers and their transactions (L7).
extension PartitionLog {
    func checkProducers(_ broken: inout [String]) throws(LogError) {
        var scan = TransactionScan()
        do throws(Errno) {
            for segment in view().segments(after: Offset(rawValue: -1)) {
                try scan.read(try segment.file(), size: segment.size)
            }
        } catch {
            throw .disk(error)
        }
        checkBatches(of: scan.states, &broken)
        checkOpen(scan.states, &broken)
        try checkAborted(scan.aborted, &broken)
    }

    private func checkBatches(of told: ProducerStates, _ broken: inout [String]) {
        for (id, state) in told.producers {
            guard let known = producers.producers[id] else { continue }
            guard known.epoch == state.epoch, known.coordinatorEpoch >= state.coordinatorEpoch
            else {
                broken.append("L7: of producer \(id.rawValue) another epoch is known")
                continue
            }
            // Compaction keeps the last batch only, and of one that wrote before only a marker.
            let isAsTold =
                isDense
                ? known.batches.endsWith(state.batches)
                : state.batches.count == 0
                    || known.batches.last?.lastSequence == state.batches.last?.lastSequence
            if !isAsTold {
                broken.append("L7: of producer \(id.rawValue) something else is known")
            }
        }
    }

    /// What is open begins where the batches say, or before the first that is left.
    private func checkOpen(_ told: ProducerStates, _ broken: inout [String]) {
        let oldest = closed.first?.baseOffset ?? active?.baseOffset ?? endOffset
        for transaction in told.open {
            let known = producers.producers[transaction.producerID]?.transactionStart
            if known != transaction.firstOffset, known.map({ $0 >= oldest }) ?? true {
                broken.append("L7: an open transaction of \(transaction.producerID) is not known")
            }
        }
        for transaction in producers.open where transaction.firstOffset >= oldest {
            if !told.open.contains(transaction) {
                broken.append("L7: of \(transaction.producerID) no transaction is open")
            }
        }
        let starts = producers.producers.compactMap { $0.value.transactionStart }.sorted()
        if starts != producers.open.map(\.firstOffset) {
            broken.append("L7: the list of open transactions is not what the producers have open")
        }
    }

    /// Each transaction that was aborted stands in the index of the segment that holds its marker,
    /// and no other does, unless compaction took its batches.
    private func checkAborted(
        _ told: [AbortedTransaction], _ broken: inout [String]
    ) throws(LogError) {
        let oldest = closed.first?.baseOffset ?? active?.baseOffset ?? endOffset
        let known = try view().aborted(from: .zero, upTo: Offset(rawValue: .max))
        for row in told {
            let isKnown = known.contains {
                $0.producerID == row.producerID && $0.lastOffset == row.lastOffset
                    && ($0.firstOffset == row.firstOffset || $0.firstOffset < oldest || !isDense)
            }
            if !isKnown { broken.append("L7: the index lacks what was aborted at \(row)") }
        }
        for row in known where isDense && row.firstOffset >= oldest {
            let isTold = told.contains {
                $0.producerID == row.producerID && $0.lastOffset == row.lastOffset
            }
            if !isTold { broken.append("L7: the index tells of \(row), which was not aborted") }
        }
    }
}

extension RecentBatches {
    /// Whether the last of these are the others.
    fileprivate func endsWith(_ others: RecentBatches) -> Bool {
        let more = count - others.count
        return more >= 0 && (0..<others.count).allSatisfy { self[more + $0] == others[$0] }
    }
}
