import Bytes
import KafkaProtocol
import LogEngine
import Syscalls

extension TransactionsPartition {
    /// Reads the log from its start to its end and makes transactions of it; then the partition serves,
    /// and what was decided before goes on.
    ///
    /// The log does not grow meanwhile: only the coordinator writes to it, and it does not yet.
    func load() throws(TransactionError) {
        var loaded: [String: Transaction] = [:]
        var next = replica.status.startOffset
        var request = ReadRequest()
        request.replicaID = -2
        request.maxBytes = 1 << 20
        while true {
            let result = replica.read(at: next, request)
            guard result.error == nil else { throw .notCoordinator }
            guard let slice = result.slice else { break }
            guard let end = loaded.replay(slice, from: next) else { throw .notAvailable }
            next = end
        }
        serve(loaded, readTo: next)
    }

    /// Serves at once where the log holds nothing.
    ///
    /// - Returns: false where there is something to load.
    func serveIfEmpty() -> Bool {
        let status = replica.status
        guard status.isOnline, status.startOffset == status.endOffset else { return false }
        state.withLock { $0.phase = .serving }
        return true
    }

    /// Serves no more.
    func close() {
        state.withLock { state in
            state.phase = .closed
            state.known = [:]
            state.ending = [:]
        }
    }

    private func serve(_ loaded: [String: Transaction], readTo end: Offset) {
        state.withLock { state in
            guard state.phase == .loading else { return }
            for (id, transaction) in loaded {
                state.known[id] = Known(transaction: transaction, goal: end)
                guard transaction.isEnding else { continue }
                state.ending[id] = ending(of: transaction, decidedAt: end)
            }
            state.phase = .serving
        }
        if isEnding { callDriver(after: end) }
    }
}

extension [String: Transaction] {
    /// Takes in the records of a slice.
    ///
    /// - Returns: the offset after the last of them; nil where they cannot be read.
    fileprivate mutating func replay(_ slice: FileSlice, from start: Offset) -> Offset? {
        guard let bytes = try? slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        else { return nil }
        let all = unsafe bytes.span.bytes
        var position = 0
        var end = start
        while position < all.byteCount {
            guard let batch = try? RecordBatch(atFrontOf: all.extracting(position..<all.byteCount)),
                replay(batch)
            else { return nil }
            position += batch.header.byteCount
            end = batch.header.nextOffset
        }
        return end
    }

    /// An outcome that was decided hangs on every record: one that cannot be read is not passed over.
    private mutating func replay(_ batch: borrowing RecordBatch) -> Bool {
        guard !batch.header.isControl else { return true }
        var records: [TransactionRecord] = []
        var isSound = true
        let isRead: Void? = try? batch.forEachRecord { record in
            guard let key = record.key else { return true }
            do throws(MalformedMessage) {
                if let fact = try TransactionRecord(key: key, value: record.value) {
                    records.append(fact)
                }
            } catch {
                isSound = false
            }
            return isSound
        }
        for record in records {
            self[record.id] = record.transaction
        }
        return isSound && isRead != nil
    }
}
