// swift-format-ignore-file
// Written by MessageCompiler from Schema/019_CreateTopics.txt.
package import Bytes

/// The response of CreateTopics.
package struct CreateTopicsResponse: ResponseMessage {
    package static var apiKey: Int16 { 19 }
    package static var versions: ClosedRange<Int16> { 2...7 }
    package static var flexibleFrom: Int16 { 5 }

    package var throttleTimeMs: Int32 = 0
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 5
        throttleTimeMs = reader.int32()
        topics = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 5
        writer.int32(throttleTimeMs)
        writer.structs(topics, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        /// In versions 7+.
        package var topicId: Uuid = .zero
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""
        /// In versions 5+.
        package var topicConfigErrorCode: Int16 = 0
        /// In versions 5+.
        package var numPartitions: Int32 = -1
        /// In versions 5+.
        package var replicationFactor: Int16 = -1
        /// In versions 5+.
        package var configs: [Configs]? = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 5
            name = reader.string(flexible)
            if version >= 7 {
                topicId = reader.uuid()
            }
            errorCode = reader.int16()
            errorMessage = reader.optionalString(flexible, nullable: true)
            if version >= 5 {
                numPartitions = reader.int32()
                replicationFactor = reader.int16()
                configs = reader.optionalStructs(true, nullable: true, version)
            }
            if flexible {
                var tags = reader.tags()
                while let tag = reader.next(&tags) {
                    switch tag {
                    case 0: topicConfigErrorCode = reader.int16()
                    default: break
                    }
                }
            }
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 5
            writer.string(name, flexible)
            if version >= 7 {
                writer.uuid(topicId)
            }
            writer.int16(errorCode)
            writer.optionalString(errorMessage, flexible, nullable: true)
            if version >= 5 {
                writer.int32(numPartitions)
                writer.int16(replicationFactor)
                writer.optionalStructs(configs, true, nullable: true, version)
            }
            if flexible {
                var tags = writer.tags()
                if topicConfigErrorCode != 0 {
                    writer.begin(0, &tags)
                    writer.int16(topicConfigErrorCode)
                    writer.end(&tags)
                }
            }
        }

        /// What one of `configs` holds.
        package struct Configs: Fields {
            package var name: String = ""
            package var value: String? = ""
            package var readOnly: Bool = false
            package var configSource: Int8 = -1
            package var isSensitive: Bool = false

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                value = reader.optionalString(true, nullable: true)
                readOnly = reader.bool()
                configSource = reader.int8()
                isSensitive = reader.bool()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.optionalString(value, true, nullable: true)
                writer.bool(readOnly)
                writer.int8(configSource)
                writer.bool(isSensitive)
                writer.noTags(true)
            }
        }
    }
}
