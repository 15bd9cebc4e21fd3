internal import Bytes

extension RecordBatchHeader {
    /// Appends a batch of this header and these records to the buffer.
    ///
    /// The length, the codec in the attributes and the checksum become those of the batch that is
    /// written.
    mutating func write(
        _ records: RawSpan, with compression: Compression, into buffer: inout ByteBuffer
    ) {
        let start = buffer.count
        attributes.compression = compression.codec
        writeFields(into: &buffer)
        compression.compress(records, into: &buffer)
        batchLength = Int32(buffer.count - start - Self.lengthPrefix)
        buffer.overwrite(at: start + Field.length, with: batchLength)
        checksum = CRC32C.checksum(
            buffer.bytes.extracting(droppingFirst: start + Self.checksummedFrom))
        buffer.overwrite(at: start + Field.checksum, with: checksum)
    }

    private func writeFields(into buffer: inout ByteBuffer) {
        buffer.append(baseOffset.rawValue)
        buffer.append(batchLength)
        buffer.append(leaderEpoch.rawValue)
        buffer.append(magic)
        buffer.append(checksum)
        buffer.append(attributes.rawValue)
        buffer.append(lastOffsetDelta)
        buffer.append(baseTimestamp)
        buffer.append(maxTimestamp)
        buffer.append(producerID.rawValue)
        buffer.append(producerEpoch.rawValue)
        buffer.append(baseSequence)
        buffer.append(recordCount)
    }
}
