// swift-format-ignore-file
// Written by MessageCompiler from Schema/022_InitProducerId.txt.
package import Bytes

/// The request of InitProducerId.
package struct InitProducerIdRequest: RequestMessage {
    package typealias Response = InitProducerIdResponse
    package static var apiKey: Int16 { 22 }
    package static var versions: ClosedRange<Int16> { 0...6 }
    package static var flexibleFrom: Int16 { 2 }

    package var transactionalId: String? = ""
    package var transactionTimeoutMs: Int32 = 0
    /// In versions 3+.
    package var producerId: Int64 = -1
    /// In versions 3+.
    package var producerEpoch: Int16 = -1
    /// In versions 6+.
    package var enable2Pc: Bool = false
    /// In versions 6+.
    package var keepPreparedTxn: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        transactionalId = reader.optionalString(flexible, nullable: true)
        transactionTimeoutMs = reader.int32()
        if version >= 3 {
            producerId = reader.int64()
            producerEpoch = reader.int16()
        }
        if version >= 6 {
            enable2Pc = reader.bool()
            keepPreparedTxn = reader.bool()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.optionalString(transactionalId, flexible, nullable: true)
        writer.int32(transactionTimeoutMs)
        if version >= 3 {
            writer.int64(producerId)
            writer.int16(producerEpoch)
        }
        if version >= 6 {
            writer.bool(enable2Pc)
            writer.bool(keepPreparedTxn)
        }
        writer.noTags(flexible)
    }
}
