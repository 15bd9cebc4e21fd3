// swift-format-ignore-file
// Written by MessageCompiler from Schema/086_DeleteShareGroupState.txt.
package import Bytes

/// The response of DeleteShareGroupState.
package struct DeleteShareGroupStateResponse: ResponseMessage {
    package static var apiKey: Int16 { 86 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var results: [Results] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        results = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(results, true, version)
        writer.noTags(true)
    }

    /// What one of `results` holds.
    package struct Results: Fields {
        package var topicId: Uuid = .zero
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            partitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.structs(partitions, true, version)
            writer.noTags(true)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partition: Int32 = 0
            package var errorCode: Int16 = 0
            package var errorMessage: String? = nil

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partition = reader.int32()
                errorCode = reader.int16()
                errorMessage = reader.optionalString(true, nullable: true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partition)
                writer.int16(errorCode)
                writer.optionalString(errorMessage, true, nullable: true)
                writer.noTags(true)
            }
        }
    }
}
