// swift-format-ignore-file
// Written by MessageCompiler from Schema/008_OffsetCommit.txt.
package import Bytes

/// The response of OffsetCommit.
package struct OffsetCommitResponse: ResponseMessage {
    package static var apiKey: Int16 { 8 }
    package static var versions: ClosedRange<Int16> { 2...10 }
    package static var flexibleFrom: Int16 { 8 }

    /// In versions 3+.
    package var throttleTimeMs: Int32 = 0
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 8
        if version >= 3 {
            throttleTimeMs = reader.int32()
        }
        topics = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 8
        if version >= 3 {
            writer.int32(throttleTimeMs)
        }
        writer.structs(topics, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        /// In versions 2-9.
        package var name: String = ""
        /// In versions 10+.
        package var topicId: Uuid = .zero
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 8
            if version <= 9 {
                name = reader.string(flexible)
            }
            if version >= 10 {
                topicId = reader.uuid()
            }
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 8
            if version <= 9 {
                writer.string(name, flexible)
            }
            if version >= 10 {
                writer.uuid(topicId)
            }
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 8
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 8
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.noTags(flexible)
            }
        }
    }
}
