import Bytes
import KafkaMessages
package import KafkaProtocol

/// Which records a reader wants to see, numbered as on the wire.
package enum IsolationLevel: Int8, Sendable {
    case readUncommitted = 0
    /// Only what was written without a transaction, or in one that was committed.
    case readCommitted = 1
}

extension KafkaClient {
    /// Fetches from a partition, from an offset on; waits `maxWaitMs` where there is nothing yet.
    package func fetch(
        topic name: String, partition index: Int32, from offset: Offset, maxWaitMs: Int32,
        maxBytes: Int32 = 4 << 20, isolation: IsolationLevel = .readUncommitted
    ) throws(ClientError) -> FetchedRecords {
        try withLeader(of: index, topic: name) { broker, topic throws(ClientError) in
            var partition = FetchRequest.Topics.Partitions()
            partition.partition = index
            partition.fetchOffset = offset.rawValue
            partition.partitionMaxBytes = maxBytes
            var wanted = FetchRequest.Topics()
            wanted.topic = name
            wanted.topicId = topic.topicId
            wanted.partitions = [partition]
            var request = FetchRequest()
            request.maxWaitMs = maxWaitMs
            request.minBytes = 1
            request.maxBytes = maxBytes
            request.isolationLevel = isolation.rawValue
            request.topics = [wanted]
            // Without an id of the topic, versions that name it by one are of no use.
            let answer = try broker.askKeepingFrame(
                request, atMost: topic.topicId.isZero ? 12 : .max)
            return try FetchedRecords(answer, topic: name, partition: index, from: offset) {
                code throws(ClientError) in
                try check(code, "partition \(index) of \(name)", nil)
            }
        }
    }
}

/// What a fetch brought of one partition: whole batches.
package struct FetchedRecords: ~Copyable {
    private let frame: ByteBuffer
    private let range: Range<Int>
    private let topic: String
    private let partition: Int32
    private let offset: Offset
    private let aborted: [AbortedFilter.Aborted]
    /// Behind the last record that consumers see.
    package let end: Offset

    fileprivate init(
        _ answer: consuming BrokerConnection.Answer<FetchResponse>, topic: String, partition: Int32,
        from offset: Offset, check: (Int16) throws(ClientError) -> Void
    ) throws(ClientError) {
        try check(answer.response.errorCode)
        let part = answer.response.responses.first?.partitions.first
        if let part { try check(part.errorCode) }
        self.topic = topic
        self.partition = partition
        self.offset = offset
        end = Offset(rawValue: part?.highWatermark ?? -1)
        aborted = (part?.abortedTransactions ?? []).map { aborted in
            .init(
                producerID: ProducerID(rawValue: aborted.producerId),
                firstOffset: Offset(rawValue: aborted.firstOffset))
        }
        if case .inFrame(let range)? = part?.records { self.range = range } else { range = 0..<0 }
        frame = answer.intoFrame()
    }

    /// Shows the records from the offset that was asked for on, until `body` has seen enough.
    ///
    /// Records of control batches are left out, and for readers of committed records those of
    /// transactions that were aborted.
    ///
    /// - Returns: the offset to go on from; the one asked for where nothing came.
    package func forEachRecord(
        _ body: (Offset, _ timestamp: Int64, borrowing Record) -> Bool
    ) throws(ClientError) -> Offset {
        var next = offset
        var rest = range
        var filter = AbortedFilter(aborted)
        while rest.count >= RecordBatchHeader.byteCount {
            let bytes = frame.bytes.extracting(rest)
            // The last batch may be cut off where the budget ended.
            guard let header = RecordBatchHeader(bytes), header.byteCount <= rest.count else {
                break
            }
            let isLeftOut = filter.leavesOut(header, endsAborted: header.abortsTransaction(bytes))
            if !isLeftOut {
                guard try show(bytes, header, &next, body) else { return next }
            }
            next = max(next, header.nextOffset)
            rest = rest.dropFirst(header.byteCount)
        }
        return next
    }

    /// Whether `body` wants more.
    private func show(
        _ bytes: RawSpan, _ header: RecordBatchHeader, _ next: inout Offset,
        _ body: (Offset, _ timestamp: Int64, borrowing Record) -> Bool
    ) throws(ClientError) -> Bool {
        var goesOn = true
        var position = next
        do throws(RecordBatchError) {
            let batch = try RecordBatch(atFrontOf: bytes)
            try batch.validate()
            try batch.forEachRecord { record in
                let place = header.baseOffset.advanced(by: record.offsetDelta)
                guard place >= offset else { return true }
                let timestamp = header.timestamp(ofDelta: record.timestampDelta)
                position = place.advanced(by: 1)
                goesOn = body(place, timestamp, record)
                return goesOn
            }
        } catch {
            throw .damagedBatch(topic: topic, partition: partition, offset: header.baseOffset)
        }
        next = position
        return goesOn
    }
}

extension RecordBatchHeader {
    /// Whether the batch is the marker of an aborted transaction.
    fileprivate func abortsTransaction(_ bytes: RawSpan) -> Bool {
        guard isControl, let batch = try? RecordBatch(atFrontOf: bytes) else { return false }
        var isAbort = false
        _ = try? batch.forEachRecord { record in
            if let key = record.key { isAbort = ControlRecord(key: key)?.kind == .abort }
            return false
        }
        return isAbort
    }
}
