// swift-format-ignore-file
// Written by MessageCompiler from Schema/057_UpdateFeatures.txt.
package import Bytes

/// The request of UpdateFeatures.
package struct UpdateFeaturesRequest: RequestMessage {
    package typealias Response = UpdateFeaturesResponse
    package static var apiKey: Int16 { 57 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var timeoutMs: Int32 = 60000
    package var featureUpdates: [FeatureUpdates] = []
    /// In versions 1+.
    package var validateOnly: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        timeoutMs = reader.int32()
        featureUpdates = reader.structs(true, version)
        if version >= 1 {
            validateOnly = reader.bool()
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(timeoutMs)
        writer.structs(featureUpdates, true, version)
        if version >= 1 {
            writer.bool(validateOnly)
        }
        writer.noTags(true)
    }

    /// What one of `featureUpdates` holds.
    package struct FeatureUpdates: Fields {
        package var feature: String = ""
        package var maxVersionLevel: Int16 = 0
        /// In versions 0.
        package var allowDowngrade: Bool = false
        /// In versions 1+.
        package var upgradeType: Int8 = 1

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            feature = reader.string(true)
            maxVersionLevel = reader.int16()
            if version <= 0 {
                allowDowngrade = reader.bool()
            }
            if version >= 1 {
                upgradeType = reader.int8()
            }
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(feature, true)
            writer.int16(maxVersionLevel)
            if version <= 0 {
                writer.bool(allowDowngrade)
            }
            if version >= 1 {
                writer.int8(upgradeType)
            }
            writer.noTags(true)
        }
    }
}
