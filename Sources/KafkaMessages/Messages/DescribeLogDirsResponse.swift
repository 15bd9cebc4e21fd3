// swift-format-ignore-file
// Written by MessageCompiler from Schema/035_DescribeLogDirs.txt.
package import Bytes

/// The response of DescribeLogDirs.
package struct DescribeLogDirsResponse: ResponseMessage {
    package static var apiKey: Int16 { 35 }
    package static var versions: ClosedRange<Int16> { 1...5 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    /// In versions 3+.
    package var errorCode: Int16 = 0
    package var results: [Results] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        if version >= 3 {
            errorCode = reader.int16()
        }
        results = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        if version >= 3 {
            writer.int16(errorCode)
        }
        writer.structs(results, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `results` holds.
    package struct Results: Fields {
        package var errorCode: Int16 = 0
        package var logDir: String = ""
        package var topics: [Topics] = []
        /// In versions 4+.
        package var totalBytes: Int64 = -1
        /// In versions 4+.
        package var usableBytes: Int64 = -1
        /// In versions 5+.
        package var isCordoned: Bool = false

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            errorCode = reader.int16()
            logDir = reader.string(flexible)
            topics = reader.structs(flexible, version)
            if version >= 4 {
                totalBytes = reader.int64()
                usableBytes = reader.int64()
            }
            if version >= 5 {
                isCordoned = reader.bool()
            }
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int16(errorCode)
            writer.string(logDir, flexible)
            writer.structs(topics, flexible, version)
            if version >= 4 {
                writer.int64(totalBytes)
                writer.int64(usableBytes)
            }
            if version >= 5 {
                writer.bool(isCordoned)
            }
            writer.noTags(flexible)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var name: String = ""
            package var partitions: [Partitions] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                name = reader.string(flexible)
                partitions = reader.structs(flexible, version)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.string(name, flexible)
                writer.structs(partitions, flexible, version)
                writer.noTags(flexible)
            }

            /// What one of `partitions` holds.
            package struct Partitions: Fields {
                package var partitionIndex: Int32 = 0
                package var partitionSize: Int64 = 0
                package var offsetLag: Int64 = 0
                package var isFutureKey: Bool = false

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    let flexible = version >= 2
                    partitionIndex = reader.int32()
                    partitionSize = reader.int64()
                    offsetLag = reader.int64()
                    isFutureKey = reader.bool()
                    reader.skipTags(flexible)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    let flexible = version >= 2
                    writer.int32(partitionIndex)
                    writer.int64(partitionSize)
                    writer.int64(offsetLag)
                    writer.bool(isFutureKey)
                    writer.noTags(flexible)
                }
            }
        }
    }
}
