internal import Bytes

/// Changes to the header of a batch where it lies.
package enum RecordBatchPatch {
    /// Gives the batch its place in the log, which the checksum does not cover.
    ///
    /// - Parameters:
    ///   - bytes: where the batch lies.
    ///   - start: where in the bytes it begins.
    ///   - baseOffset: the offset of its first record.
    ///   - leaderEpoch: the epoch of the leader that appends it.
    package static func place(
        _ bytes: inout MutableRawSpan, batchAt start: Int, baseOffset: Offset,
        leaderEpoch: LeaderEpoch
    ) {
        bytes.store(baseOffset.rawValue, at: start)
        bytes.store(leaderEpoch.rawValue, at: start + RecordBatchHeader.Field.leaderEpoch)
    }

    /// Stamps the batch with the time of the append, for all its records (KIP-32), and takes the
    /// checksum anew.
    ///
    /// - Parameters:
    ///   - bytes: where the batch lies.
    ///   - start: where in the bytes it begins.
    ///   - header: the batch's header; afterwards as it is now.
    ///   - time: milliseconds since 1970.
    package static func stamp(
        _ bytes: inout MutableRawSpan, batchAt start: Int, header: inout RecordBatchHeader,
        logAppendTime time: Int64
    ) {
        header.attributes.usesLogAppendTime = true
        header.maxTimestamp = time
        writeTimestamps(&bytes, batchAt: start, header: &header)
    }

    /// Writes the attributes and the largest timestamp that the header has, and takes the checksum
    /// anew.
    static func writeTimestamps(
        _ bytes: inout MutableRawSpan, batchAt start: Int, header: inout RecordBatchHeader
    ) {
        bytes.store(header.attributes.rawValue, at: start + RecordBatchHeader.Field.attributes)
        bytes.store(header.maxTimestamp, at: start + RecordBatchHeader.Field.maxTimestamp)
        let covered = start + RecordBatchHeader.checksummedFrom..<start + header.byteCount
        header.checksum = CRC32C.checksum(bytes.bytes.extracting(covered))
        bytes.store(header.checksum, at: start + RecordBatchHeader.Field.checksum)
    }
}
