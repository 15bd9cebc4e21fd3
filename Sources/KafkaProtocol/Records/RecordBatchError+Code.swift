extension RecordBatchError {
    /// What a producer is told of a batch that is not taken.
    ///
    /// CORRUPT_MESSAGE has it sent again, so it is kept for what the way here can have done;
    /// MESSAGE_TOO_LARGE has it split and sent in parts (P-6 … P-12).
    package var code: ErrorCode {
        switch self {
        case .lengthTooSmall, .unknownFormat, .wrongChecksum: .corruptMessage
        case .tooLarge, .expandsTooFar: .messageTooLarge
        case .unsupportedCodec: .unsupportedCompressionType
        case .missing, .cutOff, .notAlone, .oldFormat, .baseOffsetNotZero, .wrongCount,
            .controlBatch, .sequenceMissing, .notDecompressible,
            .undecodableRecord:
            .invalidRecord
        case .records(let problems):
            problems.contains { $0.reason.isAboutTime } ? .invalidTimestamp : .invalidRecord
        }
    }

    /// The sentence that goes with the code.
    package var message: String {
        switch self {
        case .missing:
            "There must be exactly one record batch for each partition, but there is none."
        case .cutOff: "The record batch ends before its length says."
        case .notAlone:
            "There must be exactly one record batch for each partition, but there are more."
        case .lengthTooSmall(let length): "A record batch cannot have the length \(length)."
        case .oldFormat(let magic): "Record batches of magic \(magic) are not taken; magic 2 is."
        case .unknownFormat(let magic): "There are no record batches of magic \(magic)."
        case .tooLarge(let byteCount, let limit):
            "The record batch size is \(byteCount) bytes, which exceeds the maximum configured "
                + "value of \(limit)."
        case .wrongChecksum: "The record batch is not the one whose checksum it has."
        case .baseOffsetNotZero(let offset):
            "The base offset of a record batch should be 0, but it is \(offset)."
        case .wrongCount(let count, let delta):
            "The record batch has \(count) records and the last offset delta \(delta)."
        case .controlBatch: "Clients are not allowed to write control records."
        case .sequenceMissing: "A record batch with a producer id must have a sequence number."
        case .unsupportedCodec(let codec):
            "Compression codec \(codec) is not supported in this version of the request."
        case .notDecompressible: "The records cannot be decompressed."
        case .expandsTooFar(let limit): "The records take more than \(limit) bytes decompressed."
        case .undecodableRecord(let index): "The record at batch index \(index) cannot be decoded."
        case .records: "One or more records have been rejected."
        }
    }

    /// The records to blame, where single ones are.
    package var problems: [RecordProblem] {
        if case .records(let problems) = self { problems } else { [] }
    }
}

extension RecordProblem {
    /// The sentence that goes with the record.
    package var message: String {
        switch reason {
        case .keyMissing: "Compacted topic cannot accept message without key."
        case .timestampOutOfRange(let timestamp):
            "Timestamp \(timestamp) of message is out of range."
        case .alreadyStamped:
            "Invalid timestamp type in message: the client should not set LogAppendTime."
        case .wrongOffsetDelta(let delta): "Offset delta \(delta) is not the record's place."
        }
    }
}

extension RecordBatchError: CustomStringConvertible {
    /// The sentence that goes with the code.
    package var description: String { message }
}

extension RecordProblem.Reason {
    fileprivate var isAboutTime: Bool {
        switch self {
        case .timestampOutOfRange, .alreadyStamped: true
        case .keyMissing, .wrongOffsetDelta: false
        }
    }
}
