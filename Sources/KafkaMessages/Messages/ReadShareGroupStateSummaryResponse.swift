// swift-format-ignore-file
// Written by MessageCompiler from Schema/087_ReadShareGroupStateSummary.txt.
package import Bytes

/// The response of ReadShareGroupStateSummary.
package struct ReadShareGroupStateSummaryResponse: ResponseMessage {
    package static var apiKey: Int16 { 87 }
    package static var versions: ClosedRange<Int16> { 0...1 }
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
            package var stateEpoch: Int32 = 0
            package var leaderEpoch: Int32 = 0
            package var startOffset: Int64 = 0
            /// In versions 1+.
            package var deliveryCompleteCount: Int32 = -1

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partition = reader.int32()
                errorCode = reader.int16()
                errorMessage = reader.optionalString(true, nullable: true)
                stateEpoch = reader.int32()
                leaderEpoch = reader.int32()
                startOffset = reader.int64()
                if version >= 1 {
                    deliveryCompleteCount = reader.int32()
                }
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partition)
                writer.int16(errorCode)
                writer.optionalString(errorMessage, true, nullable: true)
                writer.int32(stateEpoch)
                writer.int32(leaderEpoch)
                writer.int64(startOffset)
                if version >= 1 {
                    writer.int32(deliveryCompleteCount)
                }
                writer.noTags(true)
            }
        }
    }
}
