internal import KafkaProtocol
internal import Syscalls

/// A line for people.
extension DumpLine {
    package var text: String {
        switch self {
        case .file(let path, let kind, let byteCount):
            "\(path): \(kind.rawValue), \(byteCount) bytes"
        case .batch(let position, let header, let isRight):
            "  " + header.sentence(at: position, checksumIsRight: isRight)
        case .record(let record):
            "    " + record.sentence
        case .offsetEntry(let offset, let position):
            "  offset \(offset) at byte \(position)"
        case .timeEntry(let timestamp, let offset):
            "  largest timestamp \(timestamp) up to offset \(offset)"
        case .abortedTransaction(_, let aborted):
            "  producer \(aborted.producerID) aborted \(aborted.firstOffset) to "
                + "\(aborted.lastOffset), stable up to \(aborted.lastStableOffset)"
        case .snapshot(let format, let end):
            "  \(format)" + (end.map { ", all before offset \($0)" } ?? "")
        case .producer(let id, let state):
            "  " + state.sentence(of: id)
        case .endedTransaction(let transaction):
            "  transaction from \(transaction.firstOffset), ended at \(transaction.markerOffset)"
        case .epoch(let epoch, let startOffset):
            "  epoch \(epoch) from offset \(startOffset)"
        case .offset(let topic, let partition, let offset):
            "  \(topic)-\(partition): \(offset)"
        case .property(let key, let value):
            "  \(key): \(value)"
        case .text(let bytes):
            "  " + String(decoding: bytes, as: UTF8.self)
        case .zeros(let position, let byteCount):
            "  byte \(position): \(byteCount) zeros"
        case .unreadable(let position, let byteCount, let reason):
            "  byte \(position): \(byteCount) bytes cannot be read (\(reason.rawValue))"
        }
    }
}

extension RecordBatchHeader {
    fileprivate func sentence(at position: Int, checksumIsRight: Bool) -> String {
        var parts = [
            "byte \(position)", "offsets \(baseOffset) to \(lastOffset)", "epoch \(leaderEpoch)",
            "\(recordCount) records in \(byteCount) bytes",
            compression?.name ?? "unknown codec", "\(timestampTypeName) up to \(maxTimestamp)",
        ]
        if hasProducerID {
            parts.append("producer \(producerID), epoch \(producerEpoch), from \(baseSequence)")
        }
        if isTransactional { parts.append("transactional") }
        if isControl { parts.append("control") }
        if !checksumIsRight { parts.append("WRONG CHECKSUM") }
        return parts.joined(separator: " · ")
    }
}

extension DumpedRecord {
    fileprivate var sentence: String {
        let headers = headers.map { " [\(JsonText.plain($0.key))=\(JsonText.plain($0.value))]" }
        let content = control ?? "\(JsonText.plain(key)) → \(JsonText.plain(value))"
        return "\(offset) at \(timestamp): \(content)\(headers.joined())"
    }
}

extension ProducerState {
    fileprivate func sentence(of id: ProducerID) -> String {
        let known = (0..<batches.count).map { index in
            "\(batches[index].firstSequence)–\(batches[index].lastSequence) at "
                + "\(batches[index].firstOffset)"
        }
        let transaction = transactionStart.map { ", transaction open from \($0)" } ?? ""
        return "producer \(id), epoch \(epoch)\(transaction), last write \(lastWrite.rawValue): "
            + (known.isEmpty ? "no batches" : known.joined(separator: ", "))
    }
}
