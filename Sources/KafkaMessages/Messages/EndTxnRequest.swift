// swift-format-ignore-file
// Written by MessageCompiler from Schema/026_EndTxn.txt.
package import Bytes

/// The request of EndTxn.
package struct EndTxnRequest: RequestMessage {
    package typealias Response = EndTxnResponse
    package static var apiKey: Int16 { 26 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 3 }

    package var transactionalId: String = ""
    package var producerId: Int64 = 0
    package var producerEpoch: Int16 = 0
    package var committed: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        transactionalId = reader.string(flexible)
        producerId = reader.int64()
        producerEpoch = reader.int16()
        committed = reader.bool()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        writer.string(transactionalId, flexible)
        writer.int64(producerId)
        writer.int16(producerEpoch)
        writer.bool(committed)
        writer.noTags(flexible)
    }
}
