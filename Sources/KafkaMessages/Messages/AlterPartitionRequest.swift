// swift-format-ignore-file
// Written by MessageCompiler from Schema/056_AlterPartition.txt.
package import Bytes

/// The request of AlterPartition.
package struct AlterPartitionRequest: RequestMessage {
    package typealias Response = AlterPartitionResponse
    package static var apiKey: Int16 { 56 }
    package static var versions: ClosedRange<Int16> { 2...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var brokerId: Int32 = 0
    package var brokerEpoch: Int64 = -1
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        brokerEpoch = reader.int64()
        topics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        writer.int64(brokerEpoch)
        writer.structs(topics, true, version)
        writer.noTags(true)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
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
            package var partitionIndex: Int32 = 0
            package var leaderEpoch: Int32 = 0
            /// In versions 2.
            package var newIsr: [Int32] = []
            /// In versions 3+.
            package var newIsrWithEpochs: [NewIsrWithEpochs] = []
            package var leaderRecoveryState: Int8 = 0
            package var partitionEpoch: Int32 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                leaderEpoch = reader.int32()
                if version <= 2 {
                    newIsr = reader.int32s(true)
                }
                if version >= 3 {
                    newIsrWithEpochs = reader.structs(true, version)
                }
                leaderRecoveryState = reader.int8()
                partitionEpoch = reader.int32()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.int32(leaderEpoch)
                if version <= 2 {
                    writer.int32s(newIsr, true)
                }
                if version >= 3 {
                    writer.structs(newIsrWithEpochs, true, version)
                }
                writer.int8(leaderRecoveryState)
                writer.int32(partitionEpoch)
                writer.noTags(true)
            }

            /// What one of `newIsrWithEpochs` holds.
            package struct NewIsrWithEpochs: Fields {
                package var brokerId: Int32 = 0
                package var brokerEpoch: Int64 = -1

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    brokerId = reader.int32()
                    brokerEpoch = reader.int64()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(brokerId)
                    writer.int64(brokerEpoch)
                    writer.noTags(true)
                }
            }
        }
    }
}
