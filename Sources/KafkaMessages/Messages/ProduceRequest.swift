// swift-format-ignore-file
// Written by MessageCompiler from Schema/000_Produce.txt.
package import Bytes

/// The request of Produce.
package struct ProduceRequest: RequestMessage {
    package typealias Response = ProduceResponse
    package static var apiKey: Int16 { 0 }
    package static var versions: ClosedRange<Int16> { 3...13 }
    package static var flexibleFrom: Int16 { 9 }

    package var transactionalId: String? = nil
    package var acks: Int16 = 0
    package var timeoutMs: Int32 = 0
    package var topicData: [TopicData] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 9
        transactionalId = reader.optionalString(flexible, nullable: true)
        acks = reader.int16()
        timeoutMs = reader.int32()
        topicData = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 9
        writer.optionalString(transactionalId, flexible, nullable: true)
        writer.int16(acks)
        writer.int32(timeoutMs)
        writer.structs(topicData, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `topicData` holds.
    package struct TopicData: Fields {
        /// In versions 3-12.
        package var name: String = ""
        /// In versions 13+.
        package var topicId: Uuid = .zero
        package var partitionData: [PartitionData] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 9
            if version <= 12 {
                name = reader.string(flexible)
            }
            if version >= 13 {
                topicId = reader.uuid()
            }
            partitionData = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 9
            if version <= 12 {
                writer.string(name, flexible)
            }
            if version >= 13 {
                writer.uuid(topicId)
            }
            writer.structs(partitionData, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitionData` holds.
        package struct PartitionData: Fields {
            package var index: Int32 = 0
            package var records: Records = .empty

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 9
                index = reader.int32()
                records = reader.records(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 9
                writer.int32(index)
                writer.records(records, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
