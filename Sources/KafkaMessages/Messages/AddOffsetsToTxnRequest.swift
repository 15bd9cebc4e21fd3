// swift-format-ignore-file
// Written by MessageCompiler from Schema/025_AddOffsetsToTxn.txt.
package import Bytes

/// The request of AddOffsetsToTxn.
package struct AddOffsetsToTxnRequest: RequestMessage {
    package typealias Response = AddOffsetsToTxnResponse
    package static var apiKey: Int16 { 25 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 3 }

    package var transactionalId: String = ""
    package var producerId: Int64 = 0
    package var producerEpoch: Int16 = 0
    package var groupId: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        transactionalId = reader.string(flexible)
        producerId = reader.int64()
        producerEpoch = reader.int16()
        groupId = reader.string(flexible)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        writer.string(transactionalId, flexible)
        writer.int64(producerId)
        writer.int16(producerEpoch)
        writer.string(groupId, flexible)
        writer.noTags(flexible)
    }
}
