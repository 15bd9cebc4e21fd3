// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_transaction_log.txt.
package import Bytes

/// A message of records_transaction_log.txt.
package struct TransactionLogKey: TypedMessage {
    package static var recordType: Int16 { 0 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { .max }

    package var transactionalId: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        transactionalId = reader.string(false)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(transactionalId, false)
    }
}
