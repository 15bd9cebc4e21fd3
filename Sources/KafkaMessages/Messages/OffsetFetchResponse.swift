// swift-format-ignore-file
// Written by MessageCompiler from Schema/009_OffsetFetch.txt.
package import Bytes

/// The response of OffsetFetch.
package struct OffsetFetchResponse: ResponseMessage {
    package static var apiKey: Int16 { 9 }
    package static var versions: ClosedRange<Int16> { 1...10 }
    package static var flexibleFrom: Int16 { 6 }

    /// In versions 3+.
    package var throttleTimeMs: Int32 = 0
    /// In versions 1-7.
    package var topics: [Topics] = []
    /// In versions 2-7.
    package var errorCode: Int16 = 0
    /// In versions 8+.
    package var groups: [Groups] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 6
        if version >= 3 {
            throttleTimeMs = reader.int32()
        }
        if version <= 7 {
            topics = reader.structs(flexible, version)
        }
        if (version >= 2 && version <= 7) {
            errorCode = reader.int16()
        }
        if version >= 8 {
            groups = reader.structs(true, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 6
        if version >= 3 {
            writer.int32(throttleTimeMs)
        }
        if version <= 7 {
            writer.structs(topics, flexible, version)
        }
        if (version >= 2 && version <= 7) {
            writer.int16(errorCode)
        }
        if version >= 8 {
            writer.structs(groups, true, version)
        }
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 6
            name = reader.string(flexible)
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 6
            writer.string(name, flexible)
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var committedOffset: Int64 = 0
            /// In versions 5+.
            package var committedLeaderEpoch: Int32 = -1
            package var metadata: String? = ""
            package var errorCode: Int16 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 6
                partitionIndex = reader.int32()
                committedOffset = reader.int64()
                if version >= 5 {
                    committedLeaderEpoch = reader.int32()
                }
                metadata = reader.optionalString(flexible, nullable: true)
                errorCode = reader.int16()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 6
                writer.int32(partitionIndex)
                writer.int64(committedOffset)
                if version >= 5 {
                    writer.int32(committedLeaderEpoch)
                }
                writer.optionalString(metadata, flexible, nullable: true)
                writer.int16(errorCode)
                writer.noTags(flexible)
            }
        }
    }

    /// What one of `groups` holds.
    package struct Groups: Fields {
        package var groupId: String = ""
        package var topics: [Topics] = []
        package var errorCode: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            groupId = reader.string(true)
            topics = reader.structs(true, version)
            errorCode = reader.int16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(groupId, true)
            writer.structs(topics, true, version)
            writer.int16(errorCode)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            /// In versions 8-9.
            package var name: String = ""
            /// In versions 10+.
            package var topicId: Uuid = .zero
            package var partitions: [Partitions] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                if version <= 9 {
                    name = reader.string(true)
                }
                if version >= 10 {
                    topicId = reader.uuid()
                }
                partitions = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                if version <= 9 {
                    writer.string(name, true)
                }
                if version >= 10 {
                    writer.uuid(topicId)
                }
                writer.structs(partitions, true, version)
                writer.noTags(true)
            }

            /// What one of `partitions` holds.
            package struct Partitions: Fields {
                package var partitionIndex: Int32 = 0
                package var committedOffset: Int64 = 0
                package var committedLeaderEpoch: Int32 = -1
                package var metadata: String? = ""
                package var errorCode: Int16 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    partitionIndex = reader.int32()
                    committedOffset = reader.int64()
                    committedLeaderEpoch = reader.int32()
                    metadata = reader.optionalString(true, nullable: true)
                    errorCode = reader.int16()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(partitionIndex)
                    writer.int64(committedOffset)
                    writer.int32(committedLeaderEpoch)
                    writer.optionalString(metadata, true, nullable: true)
                    writer.int16(errorCode)
                    writer.noTags(true)
                }
            }
        }
    }
}
