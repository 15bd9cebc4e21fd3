// swift-format-ignore-file
// Written by MessageCompiler from Schema/019_CreateTopics.txt.
package import Bytes

/// The request of CreateTopics.
package struct CreateTopicsRequest: RequestMessage {
    package typealias Response = CreateTopicsResponse
    package static var apiKey: Int16 { 19 }
    package static var versions: ClosedRange<Int16> { 2...7 }
    package static var flexibleFrom: Int16 { 5 }

    package var topics: [Topics] = []
    package var timeoutMs: Int32 = 60000
    package var validateOnly: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 5
        topics = reader.structs(flexible, version)
        timeoutMs = reader.int32()
        validateOnly = reader.bool()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 5
        writer.structs(topics, flexible, version)
        writer.int32(timeoutMs)
        writer.bool(validateOnly)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var numPartitions: Int32 = 0
        package var replicationFactor: Int16 = 0
        package var assignments: [Assignments] = []
        package var configs: [Configs] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 5
            name = reader.string(flexible)
            numPartitions = reader.int32()
            replicationFactor = reader.int16()
            assignments = reader.structs(flexible, version)
            configs = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 5
            writer.string(name, flexible)
            writer.int32(numPartitions)
            writer.int16(replicationFactor)
            writer.structs(assignments, flexible, version)
            writer.structs(configs, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `assignments` holds.
        package struct Assignments: Fields {
            package var partitionIndex: Int32 = 0
            package var brokerIds: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 5
                partitionIndex = reader.int32()
                brokerIds = reader.int32s(flexible)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 5
                writer.int32(partitionIndex)
                writer.int32s(brokerIds, flexible)
                writer.noTags(flexible)
            }
        }

        /// What one of `configs` holds.
        package struct Configs: Fields {
            package var name: String = ""
            package var value: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 5
                name = reader.string(flexible)
                value = reader.optionalString(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 5
                writer.string(name, flexible)
                writer.optionalString(value, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
