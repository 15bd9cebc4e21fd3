internal import KafkaProtocol
internal import Syscalls

/// A line as JSON, one object (docs/log-dump.md).
extension DumpLine {
    package var json: String {
        var json = JsonText()
        switch self {
        case .file(let path, let kind, let byteCount):
            json.add("file", path)
            json.add("kind", kind.rawValue)
            json.add("byteCount", byteCount)
        case .batch(let position, let header, let isRight):
            json.add(position, header, checksumIsRight: isRight)
        case .record(let record):
            json.add(record)
        case .snapshot, .producer, .endedTransaction, .abortedTransaction:
            addProducers(to: &json)
        default:
            addPlain(to: &json)
        }
        return json.finished()
    }

    private func addPlain(to json: inout JsonText) {
        switch self {
        case .offsetEntry(let offset, let position):
            json.add("type", "offsetEntry")
            json.add("offset", offset.rawValue)
            json.add("position", position)
        case .timeEntry(let timestamp, let offset):
            json.add("type", "timeEntry")
            json.add("timestamp", timestamp)
            json.add("offset", offset.rawValue)
        case .epoch(let epoch, let startOffset):
            json.add("type", "epoch")
            json.add("epoch", epoch)
            json.add("startOffset", startOffset)
        case .offset(let topic, let partition, let offset):
            json.add("type", "offset")
            json.add("topic", topic)
            json.add("partition", partition)
            json.add("offset", offset)
        case .property(let key, let value):
            json.add("type", "property")
            json.add("key", key)
            json.add("value", value)
        case .text(let bytes):
            json.add("type", "text")
            json.add("text", bytes: bytes)
        case .zeros(let position, let byteCount):
            json.add("type", "zeros")
            json.add("position", position)
            json.add("byteCount", byteCount)
        case .unreadable(let position, let byteCount, let reason):
            json.add("type", "unreadable")
            json.add("position", position)
            json.add("byteCount", byteCount)
            json.add("reason", reason.rawValue)
        default:
            preconditionFailure("told elsewhere")
        }
    }

    private func addProducers(to json: inout JsonText) {
        switch self {
        case .abortedTransaction(let version, let transaction):
            json.add("type", "abortedTransaction")
            json.add("version", version)
            json.add("producerId", transaction.producerID.rawValue)
            json.add("firstOffset", transaction.firstOffset.rawValue)
            json.add("lastOffset", transaction.lastOffset.rawValue)
            json.add("lastStableOffset", transaction.lastStableOffset.rawValue)
        case .snapshot(let format, let end):
            json.add("type", "snapshot")
            json.add("format", format)
            if let end { json.add("endOffset", end.rawValue) }
        case .producer(let id, let state):
            json.add(id, state)
        case .endedTransaction(let transaction):
            json.add("type", "endedTransaction")
            json.add("firstOffset", transaction.firstOffset.rawValue)
            json.add("markerOffset", transaction.markerOffset.rawValue)
        default:
            preconditionFailure("told elsewhere")
        }
    }
}

extension JsonText {
    fileprivate mutating func add(
        _ position: Int, _ header: RecordBatchHeader, checksumIsRight: Bool
    ) {
        add("type", "batch")
        add("position", position)
        add("byteCount", header.byteCount)
        add("baseOffset", header.baseOffset.rawValue)
        add("lastOffset", header.lastOffset.rawValue)
        add("leaderEpoch", header.leaderEpoch.rawValue)
        add("crc", header.checksum)
        add("crcIsRight", checksumIsRight)
        add("attributes", header.attributes.rawValue)
        add("compression", header.compression?.name ?? String(header.attributes.rawValue & 7))
        add("timestampType", header.timestampTypeName)
        add("isTransactional", header.isTransactional)
        add("isControl", header.isControl)
        add("baseTimestamp", header.baseTimestamp)
        add("maxTimestamp", header.maxTimestamp)
        add("producerId", header.producerID.rawValue)
        add("producerEpoch", header.producerEpoch.rawValue)
        add("baseSequence", header.baseSequence)
        add("recordCount", header.recordCount)
    }

    fileprivate mutating func add(_ record: DumpedRecord) {
        add("type", "record")
        add("offset", record.offset.rawValue)
        add("timestamp", record.timestamp)
        if let control = record.control { add("control", control) }
        add("key", bytes: record.key)
        add("value", bytes: record.value)
        let headers = record.headers.map { header in
            var json = JsonText()
            json.add("key", bytes: header.key)
            json.add("value", bytes: header.value)
            return json.finished()
        }
        add("headers", raw: Self.array(headers))
    }

    fileprivate mutating func add(_ id: ProducerID, _ state: ProducerState) {
        add("type", "producer")
        add("producerId", id.rawValue)
        add("producerEpoch", state.epoch.rawValue)
        add("coordinatorEpoch", state.coordinatorEpoch)
        add("transactionStart", raw: state.transactionStart.map { "\($0.rawValue)" } ?? "null")
        add("lastWrite", state.lastWrite.rawValue)
        let batches = (0..<state.batches.count).map { index in
            var json = JsonText()
            json.add("lastSequence", state.batches[index].lastSequence)
            json.add("lastOffset", state.batches[index].lastOffset.rawValue)
            json.add("offsetDelta", state.batches[index].offsetDelta)
            json.add("timestamp", state.batches[index].timestamp.rawValue)
            return json.finished()
        }
        add("batches", raw: Self.array(batches))
    }
}

extension RecordBatchHeader {
    /// As Kafka's options write it.
    var timestampTypeName: String {
        attributes.usesLogAppendTime ? "LogAppendTime" : "CreateTime"
    }
}
