// swift-format-ignore-file
// Written by MessageCompiler from Schema/003_Metadata.txt.
package import Bytes

/// The request of Metadata.
package struct MetadataRequest: RequestMessage {
    package typealias Response = MetadataResponse
    package static var apiKey: Int16 { 3 }
    package static var versions: ClosedRange<Int16> { 0...13 }
    package static var flexibleFrom: Int16 { 9 }

    package var topics: [Topics]? = []
    /// In versions 4+.
    package var allowAutoTopicCreation: Bool = true
    /// In versions 8-10.
    package var includeClusterAuthorizedOperations: Bool = false
    /// In versions 8+.
    package var includeTopicAuthorizedOperations: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 9
        topics = reader.optionalStructs(flexible, nullable: version >= 1, version)
        if version >= 4 {
            allowAutoTopicCreation = reader.bool()
        }
        if (version >= 8 && version <= 10) {
            includeClusterAuthorizedOperations = reader.bool()
        }
        if version >= 8 {
            includeTopicAuthorizedOperations = reader.bool()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 9
        writer.optionalStructs(topics, flexible, nullable: version >= 1, version)
        if version >= 4 {
            writer.bool(allowAutoTopicCreation)
        }
        if (version >= 8 && version <= 10) {
            writer.bool(includeClusterAuthorizedOperations)
        }
        if version >= 8 {
            writer.bool(includeTopicAuthorizedOperations)
        }
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        /// In versions 10+.
        package var topicId: Uuid = .zero
        package var name: String? = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 9
            if version >= 10 {
                topicId = reader.uuid()
            }
            name = reader.optionalString(flexible, nullable: version >= 10)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 9
            if version >= 10 {
                writer.uuid(topicId)
            }
            writer.optionalString(name, flexible, nullable: version >= 10)
            writer.noTags(flexible)
        }
    }
}
