package import Bytes

/// Makes a batch: for a client that sends records, and for the broker's own.
///
/// Records get the offsets 0, 1, 2 … from the base offset on, unless they are told others (what
/// compaction leaves has gaps).
package struct RecordBatchBuilder: ~Copyable {
    /// What stands before the records.
    ///
    /// Base offset, leader epoch, producer and attributes may be set before ``finish()``; counts,
    /// timestamps, length and checksum follow from the records.
    package var header = RecordBatchHeader()

    private var records: ByteBuffer
    private let compression: Compression

    /// A batch without records, to be compressed so.
    package init(compression: Compression = Compression(.none), capacity: Int = 0) {
        self.compression = compression
        records = ByteBuffer(capacity: capacity)
    }

    /// How many records were appended.
    package var recordCount: Int { Int(header.recordCount) }

    /// How many bytes the batch has so far, before compression.
    package var byteCount: Int { RecordBatchHeader.byteCount + records.count }

    /// Appends a record.
    ///
    /// - Parameters:
    ///   - timestamp: milliseconds since 1970, or -1 for none.
    ///   - key: the key, or nil for null.
    ///   - value: the value, or nil for null.
    ///   - headers: names and values, in their order.
    ///   - offsetDelta: the offset less the base offset, if it is not just the next one.
    package mutating func append(
        timestamp: Int64, key: RawSpan?, value: RawSpan?,
        headers: [(name: String, value: [UInt8]?)] = [], offsetDelta: Int32? = nil
    ) {
        let offsetDelta = offsetDelta ?? header.lastOffsetDelta + 1
        precondition(offsetDelta > header.lastOffsetDelta, "offsets must grow")
        if header.recordCount == 0 { header.baseTimestamp = timestamp }
        header.maxTimestamp = max(header.maxTimestamp, timestamp)
        header.lastOffsetDelta = offsetDelta
        header.recordCount += 1
        let timestampDelta = timestamp &- header.baseTimestamp
        var byteCount = 1 + Varint.byteCount(timestampDelta) + Varint.byteCount(Int64(offsetDelta))
        byteCount += Self.sizedByteCount(key?.byteCount) + Self.sizedByteCount(value?.byteCount)
        byteCount += Self.byteCount(of: headers)
        records.appendVarint(Int64(byteCount))
        records.append(0 as UInt8)
        records.appendVarint(timestampDelta)
        records.appendVarint(Int64(offsetDelta))
        records.appendSized(key)
        records.appendSized(value)
        append(headers)
    }

    /// Appends a record whose key and value are arrays.
    package mutating func append(
        timestamp: Int64, key: [UInt8]?, value: [UInt8]?,
        headers: [(name: String, value: [UInt8]?)] = [], offsetDelta: Int32? = nil
    ) {
        let noKey = key == nil
        let noValue = value == nil
        let key = key ?? []
        let value = value ?? []
        unsafe append(
            timestamp: timestamp, key: noKey ? nil : key.span.bytes,
            value: noValue ? nil : value.span.bytes, headers: headers, offsetDelta: offsetDelta)
    }

    /// Appends the batch to the buffer, with its length and checksum.
    ///
    /// - Returns: its header.
    @discardableResult
    package consuming func finish(into buffer: inout ByteBuffer) -> RecordBatchHeader {
        var header = header
        header.write(records.bytes, with: compression, into: &buffer)
        return header
    }

    /// The batch, with its length and checksum.
    package consuming func finish() -> ByteBuffer {
        var buffer = ByteBuffer(capacity: byteCount)
        finish(into: &buffer)
        return buffer
    }
}

// MARK: - Headers

extension RecordBatchBuilder {
    private mutating func append(_ headers: [(name: String, value: [UInt8]?)]) {
        records.appendVarint(Int64(headers.count))
        for (name, value) in headers {
            records.appendVarint(Int64(name.utf8.count))
            for byte in name.utf8 { records.append(byte) }
            if let value {
                unsafe records.appendSized(value.span.bytes)
            } else {
                records.appendSized(nil)
            }
        }
    }

    private static func byteCount(of headers: [(name: String, value: [UInt8]?)]) -> Int {
        headers.reduce(Varint.byteCount(Int64(headers.count))) { sum, header in
            sum + sizedByteCount(header.name.utf8.count) + sizedByteCount(header.value?.count)
        }
    }

    /// How many bytes something takes with its length before it; nil for null.
    private static func sizedByteCount(_ count: Int?) -> Int {
        Varint.byteCount(Int64(count ?? -1)) + (count ?? 0)
    }
}

extension ByteBuffer {
    mutating func appendVarint(_ value: Int64) {
        var rest = Varint.folded(value)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    /// The bytes with their length before them; -1 for null.
    fileprivate mutating func appendSized(_ bytes: RawSpan?) {
        guard let bytes else { return appendVarint(-1) }
        appendVarint(Int64(bytes.byteCount))
        append(bytes)
    }
}
