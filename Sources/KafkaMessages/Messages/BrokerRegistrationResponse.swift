// swift-format-ignore-file
// Written by MessageCompiler from Schema/062_BrokerRegistration.txt.
package import Bytes

/// The response of BrokerRegistration.
package struct BrokerRegistrationResponse: ResponseMessage {
    package static var apiKey: Int16 { 62 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var brokerEpoch: Int64 = -1

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        brokerEpoch = reader.int64()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.int64(brokerEpoch)
        writer.noTags(true)
    }
}
