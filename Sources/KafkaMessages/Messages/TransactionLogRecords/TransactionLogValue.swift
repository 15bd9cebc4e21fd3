// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_transaction_log.txt.
package import Bytes

/// A message of records_transaction_log.txt.
package struct TransactionLogValue: TypedMessage {
    package static var recordType: Int16 { 0 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var producerId: Int64 = 0
    /// In versions 1+.
    package var previousProducerId: Int64 = -1
    /// In versions 1+.
    package var nextProducerId: Int64 = -1
    package var producerEpoch: Int16 = 0
    /// In versions 1+.
    package var nextProducerEpoch: Int16 = -1
    package var transactionTimeoutMs: Int32 = 0
    package var transactionStatus: Int8 = 0
    package var transactionPartitions: [TransactionPartitions]? = []
    package var transactionLastUpdateTimestampMs: Int64 = 0
    package var transactionStartTimestampMs: Int64 = 0
    /// In versions 1+.
    package var clientTransactionVersion: Int16 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        producerId = reader.int64()
        producerEpoch = reader.int16()
        transactionTimeoutMs = reader.int32()
        transactionStatus = reader.int8()
        transactionPartitions = reader.optionalStructs(flexible, nullable: true, version)
        transactionLastUpdateTimestampMs = reader.int64()
        transactionStartTimestampMs = reader.int64()
        if flexible {
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: previousProducerId = reader.int64()
                case 1: nextProducerId = reader.int64()
                case 2: clientTransactionVersion = reader.int16()
                case 3: nextProducerEpoch = reader.int16()
                default: break
                }
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.int64(producerId)
        writer.int16(producerEpoch)
        writer.int32(transactionTimeoutMs)
        writer.int8(transactionStatus)
        writer.optionalStructs(transactionPartitions, flexible, nullable: true, version)
        writer.int64(transactionLastUpdateTimestampMs)
        writer.int64(transactionStartTimestampMs)
        if flexible {
            var tags = writer.tags()
            if previousProducerId != -1 {
                writer.begin(0, &tags)
                writer.int64(previousProducerId)
                writer.end(&tags)
            }
            if nextProducerId != -1 {
                writer.begin(1, &tags)
                writer.int64(nextProducerId)
                writer.end(&tags)
            }
            if clientTransactionVersion != 0 {
                writer.begin(2, &tags)
                writer.int16(clientTransactionVersion)
                writer.end(&tags)
            }
            if nextProducerEpoch != -1 {
                writer.begin(3, &tags)
                writer.int16(nextProducerEpoch)
                writer.end(&tags)
            }
        }
    }

    /// What one of `transactionPartitions` holds.
    package struct TransactionPartitions: Fields {
        package var topic: String = ""
        package var partitionIds: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 1
            topic = reader.string(flexible)
            partitionIds = reader.int32s(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.string(topic, flexible)
            writer.int32s(partitionIds, flexible)
            writer.noTags(flexible)
        }
    }
}
