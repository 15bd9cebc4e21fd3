// swift-format-ignore-file
// Written by MessageCompiler from Schema/014_SyncGroup.txt.
package import Bytes

/// The response of SyncGroup.
package struct SyncGroupResponse: ResponseMessage {
    package static var apiKey: Int16 { 14 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 4 }

    /// In versions 1+.
    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    /// In versions 5+.
    package var protocolType: String? = nil
    /// In versions 5+.
    package var protocolName: String? = nil
    package var assignment: [UInt8] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        if version >= 1 {
            throttleTimeMs = reader.int32()
        }
        errorCode = reader.int16()
        if version >= 5 {
            protocolType = reader.optionalString(true, nullable: true)
            protocolName = reader.optionalString(true, nullable: true)
        }
        assignment = reader.bytes(flexible)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        if version >= 1 {
            writer.int32(throttleTimeMs)
        }
        writer.int16(errorCode)
        if version >= 5 {
            writer.optionalString(protocolType, true, nullable: true)
            writer.optionalString(protocolName, true, nullable: true)
        }
        writer.bytes(assignment, flexible)
        writer.noTags(flexible)
    }
}
