// swift-format-ignore-file
// Written by MessageCompiler from Schema/034_AlterReplicaLogDirs.txt.
package import Bytes

/// The response of AlterReplicaLogDirs.
package struct AlterReplicaLogDirsResponse: ResponseMessage {
    package static var apiKey: Int16 { 34 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    package var results: [Results] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        results = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        writer.structs(results, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `results` holds.
    package struct Results: Fields {
        package var topicName: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            topicName = reader.string(flexible)
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(topicName, flexible)
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.noTags(flexible)
            }
        }
    }
}
