// swift-format-ignore-file
// Written by MessageCompiler from Schema/043_ElectLeaders.txt.
package import Bytes

/// The request of ElectLeaders.
package struct ElectLeadersRequest: RequestMessage {
    package typealias Response = ElectLeadersResponse
    package static var apiKey: Int16 { 43 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 2 }

    /// In versions 1+.
    package var electionType: Int8 = 0
    package var topicPartitions: [TopicPartitions]? = []
    package var timeoutMs: Int32 = 60000

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        if version >= 1 {
            electionType = reader.int8()
        }
        topicPartitions = reader.optionalStructs(flexible, nullable: true, version)
        timeoutMs = reader.int32()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        if version >= 1 {
            writer.int8(electionType)
        }
        writer.optionalStructs(topicPartitions, flexible, nullable: true, version)
        writer.int32(timeoutMs)
        writer.noTags(flexible)
    }

    /// What one of `topicPartitions` holds.
    package struct TopicPartitions: Fields {
        package var topic: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            topic = reader.string(flexible)
            partitions = reader.int32s(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(topic, flexible)
            writer.int32s(partitions, flexible)
            writer.noTags(flexible)
        }
    }
}
