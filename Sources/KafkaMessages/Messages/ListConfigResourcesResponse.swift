// swift-format-ignore-file
// Written by MessageCompiler from Schema/074_ListConfigResources.txt.
package import Bytes

/// The response of ListConfigResources.
package struct ListConfigResourcesResponse: ResponseMessage {
    package static var apiKey: Int16 { 74 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var configResources: [ConfigResources] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        configResources = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.structs(configResources, true, version)
        writer.noTags(true)
    }

    /// What one of `configResources` holds.
    package struct ConfigResources: Fields {
        package var resourceName: String = ""
        /// In versions 1+.
        package var resourceType: Int8 = 16

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            resourceName = reader.string(true)
            if version >= 1 {
                resourceType = reader.int8()
            }
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(resourceName, true)
            if version >= 1 {
                writer.int8(resourceType)
            }
            writer.noTags(true)
        }
    }
}
