// swift-format-ignore-file
// Written by MessageCompiler from Schema/037_CreatePartitions.txt.
package import Bytes

/// The request of CreatePartitions.
package struct CreatePartitionsRequest: RequestMessage {
    package typealias Response = CreatePartitionsResponse
    package static var apiKey: Int16 { 37 }
    package static var versions: ClosedRange<Int16> { 0...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var topics: [Topics] = []
    package var timeoutMs: Int32 = 0
    package var validateOnly: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        topics = reader.structs(flexible, version)
        timeoutMs = reader.int32()
        validateOnly = reader.bool()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.structs(topics, flexible, version)
        writer.int32(timeoutMs)
        writer.bool(validateOnly)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var count: Int32 = 0
        package var assignments: [Assignments]? = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            name = reader.string(flexible)
            count = reader.int32()
            assignments = reader.optionalStructs(flexible, nullable: true, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(name, flexible)
            writer.int32(count)
            writer.optionalStructs(assignments, flexible, nullable: true, version)
            writer.noTags(flexible)
        }

        /// What one of `assignments` holds.
        package struct Assignments: Fields {
            package var brokerIds: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                brokerIds = reader.int32s(flexible)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.int32s(brokerIds, flexible)
                writer.noTags(flexible)
            }
        }
    }
}
