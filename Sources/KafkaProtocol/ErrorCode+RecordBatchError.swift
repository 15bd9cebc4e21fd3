extension ErrorCode {
    /// What a client is told when its batch is not taken (P-6 … P-12).
    package init(_ error: RecordBatchError) {
        switch error {
        case .lengthTooSmall, .unknownFormat, .wrongChecksum, .notDecompressible:
            self = .corruptMessage
        case .missing, .cutOff, .notAlone, .oldFormat, .baseOffsetNotZero, .wrongCount,
            .controlBatch,
            .sequenceMissing, .undecodableRecord:
            self = .invalidRecord
        case .tooLarge, .expandsTooFar:
            // On this answer producers split the batch and send the parts.
            self = .messageTooLarge
        case .unsupportedCodec:
            self = .unsupportedCompressionType
        case .records(let problems):
            self =
                problems.contains(where: \.concernsTimestamp) ? .invalidTimestamp : .invalidRecord
        }
    }
}

extension RecordProblem {
    fileprivate var concernsTimestamp: Bool {
        switch reason {
        case .timestampOutOfRange, .alreadyStamped: true
        case .keyMissing, .wrongOffsetDelta: false
        }
    }
}

extension RecordBatchError: CustomStringConvertible {
    /// What a client is told in words.
    package var description: String {
        switch self {
        case .missing: "There is no record batch."
        case .cutOff: "The record batch is cut off."
        case .notAlone: "More than one record batch for a partition."
        case .lengthTooSmall(let length): "A record batch cannot have the length \(length)."
        case .oldFormat(let magic):
            "Record batches of format \(magic) are not taken, only of format 2."
        case .unknownFormat(let magic): "There is no format \(magic) of record batches."
        case .tooLarge(let byteCount, let limit):
            "The record batch has \(byteCount) bytes, \(limit) are allowed (max.message.bytes)."
        case .wrongChecksum(let stored, let computed):
            "The checksum of the record batch is \(stored), but \(computed) was computed."
        case .baseOffsetNotZero(let offset):
            "The base offset of a record batch that is sent must be 0, not \(offset)."
        case .wrongCount(let recordCount, let lastOffsetDelta):
            "A count of \(recordCount) records does not fit a last offset delta of \(lastOffsetDelta)."
        case .controlBatch: "Clients cannot write control records."
        case .sequenceMissing: "A record batch with a producer id needs a sequence number."
        case .unsupportedCodec(let number): "Compression type \(number) is not supported here."
        case .notDecompressible: "The compressed records cannot be expanded."
        case .expandsTooFar(let limit): "The compressed records expand to more than \(limit) bytes."
        case .undecodableRecord(let index):
            "What lies at the place of record \(index) is no record."
        case .records(let problems):
            problems.contains(where: \.concernsTimestamp)
                ? "One or more records have been rejected due to invalid timestamp."
                : "One or more records have been rejected."
        }
    }
}

extension RecordProblem.Reason: CustomStringConvertible {
    /// What a client is told in words.
    package var description: String {
        switch self {
        case .keyMissing: "A record of a compacted topic needs a key."
        case .timestampOutOfRange(let timestamp): "The timestamp \(timestamp) is out of range."
        case .alreadyStamped: "Only the broker may mark a record batch with LogAppendTime."
        case .wrongOffsetDelta(let delta): "The offset delta \(delta) is not the record's place."
        }
    }
}
