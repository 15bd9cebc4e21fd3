internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// Transactions: what producers and coordinators do, and what must hold of it (F-7, T-12, T-13, TX1,
/// TX2).
extension LogWorld {
    private static let producers: Range<Int> = 5..<8

    /// Appends a batch of a transaction; before the first the coordinator is asked, and may end the
    /// transaction meanwhile.
    func appendInTransaction() throws {
        let producer = nextTransactionalProducer()
        let id = ProducerID(rawValue: producer.id)
        let batch = MadeBatch(
            timestamps: (0..<random.number(in: 1..<4)).map { _ in now }, from: producer,
            valueSize: random.number(in: 0..<200), &random)
        let check = try log.check(
            producerID: id, epoch: ProducerEpoch(rawValue: producer.epoch),
            baseSequence: producer.sequence, now: timestamp)
        guard case .verify(let verificationGuard) = check else {
            try hold("T-13", isOpen(producer), "of \(id) nothing is open, and no guard was given")
            return try append(batch, of: producer, with: TransactionalAppend())
        }
        let start = log.startOffset.rawValue
        try hold(
            "T-13", !isOpen(producer, from: start), "\(id) has a transaction open that is not known"
        )
        var transaction = TransactionalAppend(verificationGuard: verificationGuard)
        switch random.number(in: 0..<10) {
        case 0:
            transaction.verificationGuard = nil
            try expectUnverified(batch, of: producer, with: transaction)
        case 1:
            // The torn transaction: a marker comes between the coordinator's word and the batch.
            try end(producer)
            try expectUnverified(batch, of: producer, with: transaction)
        default:
            try append(batch, of: producer, with: transaction)
        }
    }

    private func isOpen(_ producer: MadeBatch.Producer, from start: Int64 = 0) -> Bool {
        model.transactions(from: start).contains {
            $0.producer == producer.id && $0.lastOffset == nil
        }
            && model.producers.producers[ProducerID(rawValue: producer.id)]?.epoch.rawValue
                == producer.epoch
    }

    private func nextTransactionalProducer() -> MadeBatch.Producer {
        let id = Int64(random.number(in: Self.producers))
        let state = model.producers.producers[ProducerID(rawValue: id)]
        if let state, let known = log.producers.producers[ProducerID(rawValue: id)],
            known.batches.count < min(state.batches.count, 1)
        {
            // Only a marker was left of it: its client would be told so, and begin anew.
            return MadeBatch.Producer(
                id: id, epoch: state.epoch.rawValue + 1, sequence: 0, isTransactional: true)
        }
        let last = state?.batches.last?.lastSequence ?? -1
        return MadeBatch.Producer(
            id: id, epoch: state?.epoch.rawValue ?? 0, sequence: last == .max ? 0 : last + 1,
            isTransactional: true)
    }

    private func expectUnverified(
        _ batch: MadeBatch, of producer: MadeBatch.Producer, with transaction: TransactionalAppend
    ) throws {
        do throws(LogError) {
            _ = try send(batch, transaction: transaction)
        } catch {
            // The marker may have moved the epoch on, which says the same.
            switch error {
            case .producer(.unverified), .producer(.staleEpoch): return
            default: throw error
            }
        }
        throw Breach("TX2", "a batch of \(producer.id) began a transaction that nobody knows")
    }

    // MARK: Markers

    /// Ends a producer's transaction, if it has one open.
    func endTransaction() throws {
        let id = Int64(random.number(in: Self.producers))
        let state = model.producers.producers[ProducerID(rawValue: id)]
        let producer = MadeBatch.Producer(
            id: id, epoch: state?.epoch.rawValue ?? 0, sequence: -1, isTransactional: true)
        try end(producer)
    }

    private func end(_ producer: MadeBatch.Producer) throws {
        var producer = producer
        producer.sequence = -1
        let usesNewProtocol = random.happens(0.5)
        if usesNewProtocol { producer.epoch += 1 }
        if random.happens(0.1) { coordinatorEpoch += 1 }
        let marker = TransactionMarker(
            isCommit: random.happens(0.5), coordinatorEpoch: coordinatorEpoch)
        let batch = MadeBatch(
            endOf: producer, commits: marker.isCommit, coordinatorEpoch: coordinatorEpoch, at: now)
        if random.happens(0.1) { try expectStale(batch, of: producer) }
        try append(
            batch, of: producer, with: TransactionalAppend(usesNewProtocol: usesNewProtocol),
            marker: marker)
        guard usesNewProtocol, random.happens(0.3) else { return }
        let again = try send(
            batch, origin: .coordinator, transaction: TransactionalAppend(usesNewProtocol: true))
        try hold("T-12", again.isDuplicate, "a marker that lies there was written again")
    }

    /// A coordinator that was followed by another has no say (T-12).
    private func expectStale(_ batch: MadeBatch, of producer: MadeBatch.Producer) throws {
        guard let state = log.producers.producers[ProducerID(rawValue: producer.id)],
            state.coordinatorEpoch > 0
        else { return }
        let late = MadeBatch(
            endOf: producer, commits: true, coordinatorEpoch: state.coordinatorEpoch - 1, at: now)
        do throws(LogError) {
            _ = try send(late, origin: .coordinator)
        } catch {
            guard case .producer(.staleCoordinator) = error else { throw error }
            return
        }
        throw Breach("T-12", "a marker of an older coordinator was taken")
    }

    // MARK: What must hold

    /// A reader of committed records sees what was committed and nothing else, in one answer or batch
    /// by batch, up to the last stable offset.
    func readCommitted() throws {
        try log.writeHeld()
        let start = log.startOffset.rawValue
        let highWatermark = Offset(rawValue: max(model.acknowledged, start))
        if random.happens(0.5) { log.advanced(highWatermark: highWatermark) }
        let stable = log.lastStableOffset(highWatermark: highWatermark).rawValue
        try checkStable(stable, highWatermark: highWatermark.rawValue)
        guard start < stable else { return }
        let offset = Int64(random.number(in: Int(start)..<Int(stable)))
        note("read what is committed from \(offset) up to \(stable)")
        let seen = try readCommitted(from: offset, upTo: stable)
        let expected = model.committed(from: offset, upTo: stable)
        try hold("F-7", seen == expected, "seen was \(seen), committed is \(expected)")
    }

    /// What was deleted may be forgotten: then only what is left of a transaction holds it back.
    private func checkStable(_ stable: Int64, highWatermark: Int64) throws {
        let start = log.startOffset.rawValue
        let least = max(model.lastStableOffset(highWatermark: highWatermark), start)
        let most = model.lastStableOffset(highWatermark: highWatermark, start: start)
        try hold(
            "T-13", (least...max(least, most)).contains(stable),
            "the last stable offset is \(stable), which is \(least), or \(most) of what is left")
    }

    private func readCommitted(from offset: Int64, upTo end: Int64) throws -> [Int64] {
        let view = log.view()
        let maxBytes = random.pick([1, 500, 50_000])
        var seen: [Int64] = []
        var next = Offset(rawValue: offset)
        while let (batches, behind) = try view.slice(
            from: next, upTo: Offset(rawValue: end), maxBytes: maxBytes, wholeFirstBatch: true)
        {
            var client = CommittedView(try view.aborted(from: next, upTo: behind))
            let bytes = try batches.file.bytes(in: batches.offset..<batches.offset + batches.count)
            var position = 0
            while let header = RecordBatchHeader(unsafe bytes.span.bytes, at: position) {
                if client.shows(header, isAbort: isAbort(header)) {
                    seen.append(header.baseOffset.rawValue)
                }
                position += header.byteCount
                next = header.nextOffset
            }
            try hold("F-7", next <= behind, "an answer up to \(next) was said to end by \(behind)")
        }
        return seen
    }

    private func isAbort(_ header: RecordBatchHeader) -> Bool {
        model.entry(holding: header.baseOffset.rawValue)?.marker?.isCommit == false
    }

    /// What is told of open and aborted transactions is what the batches tell.
    func checkTransactions() throws {
        let start = log.startOffset.rawValue
        let all = model.transactions()
        for transaction in all where transaction.firstOffset >= start {
            guard transaction.lastOffset == nil else { continue }
            let open = OpenTransaction(
                producerID: ProducerID(rawValue: transaction.producer),
                firstOffset: Offset(rawValue: transaction.firstOffset))
            try hold("L7", log.producers.open.contains(open), "\(transaction) is not known")
        }
        for open in log.producers.open {
            let isTrue = all.contains {
                $0.producer == open.producerID.rawValue && $0.lastOffset == nil
                    && $0.firstOffset <= open.firstOffset.rawValue
            }
            try hold("L7", isTrue, "\(open) has ended")
        }
        try checkAborted(all.filter(\.isAborted), start)
        let broken = try log.brokenInvariants()
        try hold("L7", broken.isEmpty, broken.joined(separator: "; "))
    }

    private func checkAborted(_ all: [ModelTransaction], _ start: Int64) throws {
        let told = try log.view().aborted(from: .zero, upTo: Offset(rawValue: .max)).map { row in
            ModelTransaction(
                producer: row.producerID.rawValue, firstOffset: row.firstOffset.rawValue,
                lastOffset: row.lastOffset.rawValue, isAborted: true)
        }
        for transaction in all where transaction.firstOffset >= start {
            try hold("L7", told.contains(transaction), "no index tells of \(transaction)")
        }
        for row in told {
            let isTrue = all.contains {
                $0.producer == row.producer && $0.lastOffset == row.lastOffset
                    && $0.firstOffset <= row.firstOffset
            }
            try hold("L7", isTrue, "an index tells of \(row), which was not aborted")
        }
    }
}
