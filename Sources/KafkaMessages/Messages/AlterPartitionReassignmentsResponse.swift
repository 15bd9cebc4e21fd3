// swift-format-ignore-file
// Written by MessageCompiler from Schema/045_AlterPartitionReassignments.txt.
package import Bytes

/// The response of AlterPartitionReassignments.
package struct AlterPartitionReassignmentsResponse: ResponseMessage {
    package static var apiKey: Int16 { 45 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    /// In versions 1+.
    package var allowReplicationFactorChange: Bool = true
    package var errorCode: Int16 = 0
    package var errorMessage: String? = ""
    package var responses: [Responses] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        if version >= 1 {
            allowReplicationFactorChange = reader.bool()
        }
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        responses = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        if version >= 1 {
            writer.bool(allowReplicationFactorChange)
        }
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        writer.structs(responses, true, version)
        writer.noTags(true)
    }

    /// What one of `responses` holds.
    package struct Responses: Fields {
        package var name: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            partitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.structs(partitions, true, version)
            writer.noTags(true)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0
            package var errorMessage: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                errorMessage = reader.optionalString(true, nullable: true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.optionalString(errorMessage, true, nullable: true)
                writer.noTags(true)
            }
        }
    }
}
