// swift-format-ignore-file
// Written by MessageCompiler from Schema/063_BrokerHeartbeat.txt.
package import Bytes

/// The response of BrokerHeartbeat.
package struct BrokerHeartbeatResponse: ResponseMessage {
    package static var apiKey: Int16 { 63 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var isCaughtUp: Bool = false
    package var isFenced: Bool = true
    package var shouldShutDown: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        isCaughtUp = reader.bool()
        isFenced = reader.bool()
        shouldShutDown = reader.bool()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.bool(isCaughtUp)
        writer.bool(isFenced)
        writer.bool(shouldShutDown)
        writer.noTags(true)
    }
}
