/// Why a batch is not taken.
package enum RecordBatchError: Error, Hashable, Sendable {
    /// There is none where one must be.
    case missing
    /// The bytes end before the batch does.
    case cutOff
    /// More bytes follow where one batch is expected.
    case notAlone
    /// The length is smaller than a header; what follows cannot be found.
    case lengthTooSmall(Int32)
    /// The format is an old one (0 or 1), which is not taken any more.
    case oldFormat(Int8)
    /// The format is none that there is.
    case unknownFormat(Int8)
    /// The batch, as sent, is larger than the topic allows.
    case tooLarge(byteCount: Int, limit: Int)
    /// The bytes are not those whose checksum was taken.
    case wrongChecksum(stored: UInt32, computed: UInt32)
    /// The base offset of a batch that has no place yet is not 0.
    case baseOffsetNotZero(Offset)
    /// The count of records is not positive, or the last offset delta does not fit it.
    case wrongCount(recordCount: Int32, lastOffsetDelta: Int32)
    /// A client sent a control batch.
    case controlBatch
    /// There is a producer id, but no sequence number.
    case sequenceMissing
    /// The number of the codec is none that there is, or not allowed in this version of the request.
    case unsupportedCodec(Int16)
    /// The compressed block is not what its codec makes.
    case notDecompressible
    /// The compressed block holds more than so many bytes.
    case expandsTooFar(limit: Int)
    /// The record at this index, counted from 0, does not lie in the batch as it should, or too many
    /// bytes follow the last one (then it is the count of records).
    case undecodableRecord(index: Int)
    /// Single records are not taken, and with them the batch.
    case records([RecordProblem])
}

/// Why a single record is not taken.
package struct RecordProblem: Hashable, Sendable {
    /// What is wrong with a record.
    package enum Reason: Hashable, Sendable {
        /// It has no key, and the topic is compacted (KIP-467).
        case keyMissing
        /// Its timestamp is further from the broker's clock than the topic allows (KIP-937).
        case timestampOutOfRange(Int64)
        /// Its batch claims that the broker has stamped it already.
        case alreadyStamped
        /// Its offset delta is not its place in the batch.
        case wrongOffsetDelta(Int32)
    }

    /// Which record of the batch, counted from 0.
    package let index: Int32
    /// What is wrong with it.
    package let reason: Reason

    /// The record at `index` is not taken for this reason.
    package init(index: Int32, reason: Reason) {
        self.index = index
        self.reason = reason
    }

    /// How many records of a batch are named at most, so that the answer to a batch stays small.
    package static let mostNamed = 1000
}
