// swift-format-ignore-file
// Written by MessageCompiler from Schema/018_ApiVersions.txt.
package import Bytes

/// The response of ApiVersions.
package struct ApiVersionsResponse: ResponseMessage {
    package static var apiKey: Int16 { 18 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 3 }

    package var errorCode: Int16 = 0
    package var apiKeys: [ApiKeys] = []
    /// In versions 1+.
    package var throttleTimeMs: Int32 = 0
    /// In versions 3+.
    package var supportedFeatures: [SupportedFeatures] = []
    /// In versions 3+.
    package var finalizedFeaturesEpoch: Int64 = -1
    /// In versions 3+.
    package var finalizedFeatures: [FinalizedFeatures] = []
    /// In versions 3+.
    package var zkMigrationReady: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        errorCode = reader.int16()
        apiKeys = reader.structs(flexible, version)
        if version >= 1 {
            throttleTimeMs = reader.int32()
        }
        if flexible {
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: supportedFeatures = reader.structs(true, version)
                case 1: finalizedFeaturesEpoch = reader.int64()
                case 2: finalizedFeatures = reader.structs(true, version)
                case 3: zkMigrationReady = reader.bool()
                default: break
                }
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        writer.int16(errorCode)
        writer.structs(apiKeys, flexible, version)
        if version >= 1 {
            writer.int32(throttleTimeMs)
        }
        if flexible {
            var tags = writer.tags()
            if !supportedFeatures.isEmpty {
                writer.begin(0, &tags)
                writer.structs(supportedFeatures, true, version)
                writer.end(&tags)
            }
            if finalizedFeaturesEpoch != -1 {
                writer.begin(1, &tags)
                writer.int64(finalizedFeaturesEpoch)
                writer.end(&tags)
            }
            if !finalizedFeatures.isEmpty {
                writer.begin(2, &tags)
                writer.structs(finalizedFeatures, true, version)
                writer.end(&tags)
            }
            if zkMigrationReady {
                writer.begin(3, &tags)
                writer.bool(zkMigrationReady)
                writer.end(&tags)
            }
        }
    }

    /// What one of `apiKeys` holds.
    package struct ApiKeys: Fields {
        package var apiKey: Int16 = 0
        package var minVersion: Int16 = 0
        package var maxVersion: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 3
            apiKey = reader.int16()
            minVersion = reader.int16()
            maxVersion = reader.int16()
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 3
            writer.int16(apiKey)
            writer.int16(minVersion)
            writer.int16(maxVersion)
            writer.noTags(flexible)
        }
    }

    /// What one of `supportedFeatures` holds.
    package struct SupportedFeatures: Fields {
        package var name: String = ""
        package var minVersion: Int16 = 0
        package var maxVersion: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            minVersion = reader.int16()
            maxVersion = reader.int16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.int16(minVersion)
            writer.int16(maxVersion)
            writer.noTags(true)
        }
    }

    /// What one of `finalizedFeatures` holds.
    package struct FinalizedFeatures: Fields {
        package var name: String = ""
        package var maxVersionLevel: Int16 = 0
        package var minVersionLevel: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            maxVersionLevel = reader.int16()
            minVersionLevel = reader.int16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.int16(maxVersionLevel)
            writer.int16(minVersionLevel)
            writer.noTags(true)
        }
    }
}
