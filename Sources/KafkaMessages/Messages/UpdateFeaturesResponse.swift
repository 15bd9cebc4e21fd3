// swift-format-ignore-file
// Written by MessageCompiler from Schema/057_UpdateFeatures.txt.
package import Bytes

/// The response of UpdateFeatures.
package struct UpdateFeaturesResponse: ResponseMessage {
    package static var apiKey: Int16 { 57 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = ""
    /// In versions 0-1.
    package var results: [Results] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        if version <= 1 {
            results = reader.structs(true, version)
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        if version <= 1 {
            writer.structs(results, true, version)
        }
        writer.noTags(true)
    }

    /// What one of `results` holds.
    package struct Results: Fields {
        package var feature: String = ""
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            feature = reader.string(true)
            errorCode = reader.int16()
            errorMessage = reader.optionalString(true, nullable: true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(feature, true)
            writer.int16(errorCode)
            writer.optionalString(errorMessage, true, nullable: true)
            writer.noTags(true)
        }
    }
}
