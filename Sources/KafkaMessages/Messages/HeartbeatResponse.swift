// swift-format-ignore-file
// Written by MessageCompiler from Schema/012_Heartbeat.txt.
package import Bytes

/// The response of Heartbeat.
package struct HeartbeatResponse: ResponseMessage {
    package static var apiKey: Int16 { 12 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 4 }

    /// In versions 1+.
    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        if version >= 1 {
            throttleTimeMs = reader.int32()
        }
        errorCode = reader.int16()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        if version >= 1 {
            writer.int32(throttleTimeMs)
        }
        writer.int16(errorCode)
        writer.noTags(flexible)
    }
}
