// swift-format-ignore-file
// Written by MessageCompiler from Schema/078_ShareFetch.txt.
package import Bytes

/// The request of ShareFetch.
package struct ShareFetchRequest: RequestMessage {
    package typealias Response = ShareFetchResponse
    package static var apiKey: Int16 { 78 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 1 }

    package var groupId: String? = nil
    package var memberId: String? = ""
    package var shareSessionEpoch: Int32 = 0
    package var maxWaitMs: Int32 = 0
    package var minBytes: Int32 = 0
    package var maxBytes: Int32 = 2147483647
    package var maxRecords: Int32 = 0
    package var batchSize: Int32 = 0
    /// In versions 2+.
    package var shareAcquireMode: Int8 = 0
    /// In versions 2+.
    package var isRenewAck: Bool = false
    package var topics: [Topics] = []
    package var forgottenTopicsData: [ForgottenTopicsData] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupId = reader.optionalString(true, nullable: true)
        memberId = reader.optionalString(true, nullable: true)
        shareSessionEpoch = reader.int32()
        maxWaitMs = reader.int32()
        minBytes = reader.int32()
        maxBytes = reader.int32()
        maxRecords = reader.int32()
        batchSize = reader.int32()
        if version >= 2 {
            shareAcquireMode = reader.int8()
            isRenewAck = reader.bool()
        }
        topics = reader.structs(true, version)
        forgottenTopicsData = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(groupId, true, nullable: true)
        writer.optionalString(memberId, true, nullable: true)
        writer.int32(shareSessionEpoch)
        writer.int32(maxWaitMs)
        writer.int32(minBytes)
        writer.int32(maxBytes)
        writer.int32(maxRecords)
        writer.int32(batchSize)
        if version >= 2 {
            writer.int8(shareAcquireMode)
            writer.bool(isRenewAck)
        }
        writer.structs(topics, true, version)
        writer.structs(forgottenTopicsData, true, version)
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
            package var acknowledgementBatches: [AcknowledgementBatches] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                acknowledgementBatches = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.structs(acknowledgementBatches, true, version)
                writer.noTags(true)
            }

            /// What one of `acknowledgementBatches` holds.
            package struct AcknowledgementBatches: Fields {
                package var firstOffset: Int64 = 0
                package var lastOffset: Int64 = 0
                package var acknowledgeTypes: [Int8] = []

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    firstOffset = reader.int64()
                    lastOffset = reader.int64()
                    acknowledgeTypes = reader.int8s(true)
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int64(firstOffset)
                    writer.int64(lastOffset)
                    writer.int8s(acknowledgeTypes, true)
                    writer.noTags(true)
                }
            }
        }
    }

    /// What one of `forgottenTopicsData` holds.
    package struct ForgottenTopicsData: Fields {
        package var topicId: Uuid = .zero
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }
}
