import Bytes
import KafkaMessages
package import KafkaProtocol

extension KafkaClient {
    /// Fetches from a partition, from an offset on; waits `maxWaitMs` where there is nothing yet.
    package func fetch(
        topic name: String, partition index: Int32, from offset: Offset, maxWaitMs: Int32,
        maxBytes: Int32 = 4 << 20
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
        if case .inFrame(let range)? = part?.records { self.range = range } else { range = 0..<0 }
        frame = answer.intoFrame()
    }

    /// Shows the records from the offset that was asked for on, until `body` has seen enough.
    ///
    /// Records of control batches are left out.
    ///
    /// - Returns: the offset to go on from; the one asked for where nothing came.
    package func forEachRecord(
        _ body: (Offset, _ timestamp: Int64, borrowing Record) -> Bool
    ) throws(ClientError) -> Offset {
        var next = offset
        var rest = range
        while rest.count >= RecordBatchHeader.byteCount {
            let bytes = frame.bytes.extracting(rest)
            // The last batch may be cut off where the budget ended.
            guard let header = RecordBatchHeader(bytes), header.byteCount <= rest.count else {
                break
            }
            guard try show(bytes, header, &next, body) else { return next }
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
        guard !header.isControl else { return true }
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
