// swift-format-ignore-file
// Written by MessageCompiler from Schema/065_DescribeTransactions.txt.
package import Bytes

/// The response of DescribeTransactions.
package struct DescribeTransactionsResponse: ResponseMessage {
    package static var apiKey: Int16 { 65 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var transactionStates: [TransactionStates] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        transactionStates = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.structs(transactionStates, true, version)
        writer.noTags(true)
    }

    /// What one of `transactionStates` holds.
    package struct TransactionStates: Fields {
        package var errorCode: Int16 = 0
        package var transactionalId: String = ""
        package var transactionState: String = ""
        package var transactionTimeoutMs: Int32 = 0
        package var transactionStartTimeMs: Int64 = 0
        package var producerId: Int64 = 0
        package var producerEpoch: Int16 = 0
        package var topics: [Topics] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            errorCode = reader.int16()
            transactionalId = reader.string(true)
            transactionState = reader.string(true)
            transactionTimeoutMs = reader.int32()
            transactionStartTimeMs = reader.int64()
            producerId = reader.int64()
            producerEpoch = reader.int16()
            topics = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int16(errorCode)
            writer.string(transactionalId, true)
            writer.string(transactionState, true)
            writer.int32(transactionTimeoutMs)
            writer.int64(transactionStartTimeMs)
            writer.int64(producerId)
            writer.int16(producerEpoch)
            writer.structs(topics, true, version)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var topic: String = ""
            package var partitions: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                topic = reader.string(true)
                partitions = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(topic, true)
                writer.int32s(partitions, true)
                writer.noTags(true)
            }
        }
    }
}
