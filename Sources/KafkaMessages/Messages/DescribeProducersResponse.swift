// swift-format-ignore-file
// Written by MessageCompiler from Schema/061_DescribeProducers.txt.
package import Bytes

/// The response of DescribeProducers.
package struct DescribeProducersResponse: ResponseMessage {
    package static var apiKey: Int16 { 61 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        topics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.structs(topics, true, version)
        writer.noTags(true)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            partitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.structs(partitions, true, version)
            writer.noTags(true)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0
            package var errorMessage: String? = nil
            package var activeProducers: [ActiveProducers] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                errorMessage = reader.optionalString(true, nullable: true)
                activeProducers = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.optionalString(errorMessage, true, nullable: true)
                writer.structs(activeProducers, true, version)
                writer.noTags(true)
            }

            /// What one of `activeProducers` holds.
            package struct ActiveProducers: Fields {
                package var producerId: Int64 = 0
                package var producerEpoch: Int32 = 0
                package var lastSequence: Int32 = -1
                package var lastTimestamp: Int64 = -1
                package var coordinatorEpoch: Int32 = 0
                package var currentTxnStartOffset: Int64 = -1

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    producerId = reader.int64()
                    producerEpoch = reader.int32()
                    lastSequence = reader.int32()
                    lastTimestamp = reader.int64()
                    coordinatorEpoch = reader.int32()
                    currentTxnStartOffset = reader.int64()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int64(producerId)
                    writer.int32(producerEpoch)
                    writer.int32(lastSequence)
                    writer.int64(lastTimestamp)
                    writer.int32(coordinatorEpoch)
                    writer.int64(currentTxnStartOffset)
                    writer.noTags(true)
                }
            }
        }
    }
}
