// swift-format-ignore-file
// Written by MessageCompiler from Schema/034_AlterReplicaLogDirs.txt.
package import Bytes

/// The request of AlterReplicaLogDirs.
package struct AlterReplicaLogDirsRequest: RequestMessage {
    package typealias Response = AlterReplicaLogDirsResponse
    package static var apiKey: Int16 { 34 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var dirs: [Dirs] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        dirs = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.structs(dirs, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `dirs` holds.
    package struct Dirs: Fields {
        package var path: String = ""
        package var topics: [Topics] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            path = reader.string(flexible)
            topics = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(path, flexible)
            writer.structs(topics, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var name: String = ""
            package var partitions: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                name = reader.string(flexible)
                partitions = reader.int32s(flexible)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.string(name, flexible)
                writer.int32s(partitions, flexible)
                writer.noTags(flexible)
            }
        }
    }
}
