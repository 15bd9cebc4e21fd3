// swift-format-ignore-file
// Written by MessageCompiler from Schema/010_FindCoordinator.txt.
package import Bytes

/// The response of FindCoordinator.
package struct FindCoordinatorResponse: ResponseMessage {
    package static var apiKey: Int16 { 10 }
    package static var versions: ClosedRange<Int16> { 0...6 }
    package static var flexibleFrom: Int16 { 3 }

    /// In versions 1+.
    package var throttleTimeMs: Int32 = 0
    /// In versions 0-3.
    package var errorCode: Int16 = 0
    /// In versions 1-3.
    package var errorMessage: String? = ""
    /// In versions 0-3.
    package var nodeId: Int32 = 0
    /// In versions 0-3.
    package var host: String = ""
    /// In versions 0-3.
    package var port: Int32 = 0
    /// In versions 4+.
    package var coordinators: [Coordinators] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        if version >= 1 {
            throttleTimeMs = reader.int32()
        }
        if version <= 3 {
            errorCode = reader.int16()
        }
        if (version >= 1 && version <= 3) {
            errorMessage = reader.optionalString(flexible, nullable: true)
        }
        if version <= 3 {
            nodeId = reader.int32()
            host = reader.string(flexible)
            port = reader.int32()
        }
        if version >= 4 {
            coordinators = reader.structs(true, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        if version >= 1 {
            writer.int32(throttleTimeMs)
        }
        if version <= 3 {
            writer.int16(errorCode)
        }
        if (version >= 1 && version <= 3) {
            writer.optionalString(errorMessage, flexible, nullable: true)
        }
        if version <= 3 {
            writer.int32(nodeId)
            writer.string(host, flexible)
            writer.int32(port)
        }
        if version >= 4 {
            writer.structs(coordinators, true, version)
        }
        writer.noTags(flexible)
    }

    /// What one of `coordinators` holds.
    package struct Coordinators: Fields {
        package var key: String = ""
        package var nodeId: Int32 = 0
        package var host: String = ""
        package var port: Int32 = 0
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            key = reader.string(true)
            nodeId = reader.int32()
            host = reader.string(true)
            port = reader.int32()
            errorCode = reader.int16()
            errorMessage = reader.optionalString(true, nullable: true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(key, true)
            writer.int32(nodeId)
            writer.string(host, true)
            writer.int32(port)
            writer.int16(errorCode)
            writer.optionalString(errorMessage, true, nullable: true)
            writer.noTags(true)
        }
    }
}
