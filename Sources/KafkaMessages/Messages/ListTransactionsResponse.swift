// swift-format-ignore-file
// Written by MessageCompiler from Schema/066_ListTransactions.txt.
package import Bytes

/// The response of ListTransactions.
package struct ListTransactionsResponse: ResponseMessage {
    package static var apiKey: Int16 { 66 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var unknownStateFilters: [String] = []
    package var transactionStates: [TransactionStates] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        unknownStateFilters = reader.strings(true)
        transactionStates = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.strings(unknownStateFilters, true)
        writer.structs(transactionStates, true, version)
        writer.noTags(true)
    }

    /// What one of `transactionStates` holds.
    package struct TransactionStates: Fields {
        package var transactionalId: String = ""
        package var producerId: Int64 = 0
        package var transactionState: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            transactionalId = reader.string(true)
            producerId = reader.int64()
            transactionState = reader.string(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(transactionalId, true)
            writer.int64(producerId)
            writer.string(transactionState, true)
            writer.noTags(true)
        }
    }
}
