// swift-format-ignore-file
// Written by MessageCompiler from Schema/067_AllocateProducerIds.txt.
package import Bytes

/// The request of AllocateProducerIds.
package struct AllocateProducerIdsRequest: RequestMessage {
    package typealias Response = AllocateProducerIdsResponse
    package static var apiKey: Int16 { 67 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var brokerId: Int32 = 0
    package var brokerEpoch: Int64 = -1

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        brokerEpoch = reader.int64()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        writer.int64(brokerEpoch)
        writer.noTags(true)
    }
}
