// swift-format-ignore-file
// Written by MessageCompiler from Schema/084_ReadShareGroupState.txt.
package import Bytes

/// The response of ReadShareGroupState.
package struct ReadShareGroupStateResponse: ResponseMessage {
    package static var apiKey: Int16 { 84 }
    package static var versions: ClosedRange<Int16> { 0...0 }
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
            package var startOffset: Int64 = 0
            package var stateBatches: [StateBatches] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partition = reader.int32()
                errorCode = reader.int16()
                errorMessage = reader.optionalString(true, nullable: true)
                stateEpoch = reader.int32()
                startOffset = reader.int64()
                stateBatches = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partition)
                writer.int16(errorCode)
                writer.optionalString(errorMessage, true, nullable: true)
                writer.int32(stateEpoch)
                writer.int64(startOffset)
                writer.structs(stateBatches, true, version)
                writer.noTags(true)
            }

            /// What one of `stateBatches` holds.
            package struct StateBatches: Fields {
                package var firstOffset: Int64 = 0
                package var lastOffset: Int64 = 0
                package var deliveryState: Int8 = 0
                package var deliveryCount: Int16 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    firstOffset = reader.int64()
                    lastOffset = reader.int64()
                    deliveryState = reader.int8()
                    deliveryCount = reader.int16()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int64(firstOffset)
                    writer.int64(lastOffset)
                    writer.int8(deliveryState)
                    writer.int16(deliveryCount)
                    writer.noTags(true)
                }
            }
        }
    }
}
