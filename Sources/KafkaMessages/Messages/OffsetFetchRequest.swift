// swift-format-ignore-file
// Written by MessageCompiler from Schema/009_OffsetFetch.txt.
package import Bytes

/// The request of OffsetFetch.
package struct OffsetFetchRequest: RequestMessage {
    package typealias Response = OffsetFetchResponse
    package static var apiKey: Int16 { 9 }
    package static var versions: ClosedRange<Int16> { 1...10 }
    package static var flexibleFrom: Int16 { 6 }

    /// In versions 1-7.
    package var groupId: String = ""
    /// In versions 1-7.
    package var topics: [Topics]? = []
    /// In versions 8+.
    package var groups: [Groups] = []
    /// In versions 7+.
    package var requireStable: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 6
        if version <= 7 {
            groupId = reader.string(flexible)
            topics = reader.optionalStructs(flexible, nullable: version >= 2, version)
        }
        if version >= 8 {
            groups = reader.structs(true, version)
        }
        if version >= 7 {
            requireStable = reader.bool()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 6
        if version <= 7 {
            writer.string(groupId, flexible)
            writer.optionalStructs(topics, flexible, nullable: version >= 2, version)
        }
        if version >= 8 {
            writer.structs(groups, true, version)
        }
        if version >= 7 {
            writer.bool(requireStable)
        }
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var partitionIndexes: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 6
            name = reader.string(flexible)
            partitionIndexes = reader.int32s(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 6
            writer.string(name, flexible)
            writer.int32s(partitionIndexes, flexible)
            writer.noTags(flexible)
        }
    }

    /// What one of `groups` holds.
    package struct Groups: Fields {
        package var groupId: String = ""
        /// In versions 9+.
        package var memberId: String? = nil
        /// In versions 9+.
        package var memberEpoch: Int32 = -1
        package var topics: [Topics]? = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            groupId = reader.string(true)
            if version >= 9 {
                memberId = reader.optionalString(true, nullable: true)
                memberEpoch = reader.int32()
            }
            topics = reader.optionalStructs(true, nullable: true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(groupId, true)
            if version >= 9 {
                writer.optionalString(memberId, true, nullable: true)
                writer.int32(memberEpoch)
            }
            writer.optionalStructs(topics, true, nullable: true, version)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            /// In versions 8-9.
            package var name: String = ""
            /// In versions 10+.
            package var topicId: Uuid = .zero
            package var partitionIndexes: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                if version <= 9 {
                    name = reader.string(true)
                }
                if version >= 10 {
                    topicId = reader.uuid()
                }
                partitionIndexes = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                if version <= 9 {
                    writer.string(name, true)
                }
                if version >= 10 {
                    writer.uuid(topicId)
                }
                writer.int32s(partitionIndexes, true)
                writer.noTags(true)
            }
        }
    }
}
