// swift-format-ignore-file
// Written by MessageCompiler from Schema/078_ShareFetch.txt.
package import Bytes

/// The response of ShareFetch.
package struct ShareFetchResponse: ResponseMessage {
    package static var apiKey: Int16 { 78 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 1 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = nil
    package var acquisitionLockTimeoutMs: Int32 = 0
    package var responses: [Responses] = []
    package var nodeEndpoints: [NodeEndpoints] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        acquisitionLockTimeoutMs = reader.int32()
        responses = reader.structs(true, version)
        nodeEndpoints = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        writer.int32(acquisitionLockTimeoutMs)
        writer.structs(responses, true, version)
        writer.structs(nodeEndpoints, true, version)
        writer.noTags(true)
    }

    /// What one of `responses` holds.
    package struct Responses: Fields {
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
            package var errorCode: Int16 = 0
            package var errorMessage: String? = nil
            package var acknowledgeErrorCode: Int16 = 0
            package var acknowledgeErrorMessage: String? = nil
            package var currentLeader: CurrentLeader = CurrentLeader()
            package var records: Records = .empty
            package var acquiredRecords: [AcquiredRecords] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                errorMessage = reader.optionalString(true, nullable: true)
                acknowledgeErrorCode = reader.int16()
                acknowledgeErrorMessage = reader.optionalString(true, nullable: true)
                currentLeader = CurrentLeader(fieldsFrom: &reader, version: version)
                records = reader.records(true, nullable: false)
                acquiredRecords = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.optionalString(errorMessage, true, nullable: true)
                writer.int16(acknowledgeErrorCode)
                writer.optionalString(acknowledgeErrorMessage, true, nullable: true)
                currentLeader.encode(to: &writer, version: version)
                writer.records(records, true, nullable: false)
                writer.structs(acquiredRecords, true, version)
                writer.noTags(true)
            }

            /// What `currentLeader` holds.
            package struct CurrentLeader: Fields {
                package var leaderId: Int32 = 0
                package var leaderEpoch: Int32 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    leaderId = reader.int32()
                    leaderEpoch = reader.int32()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(leaderId)
                    writer.int32(leaderEpoch)
                    writer.noTags(true)
                }
            }

            /// What one of `acquiredRecords` holds.
            package struct AcquiredRecords: Fields {
                package var firstOffset: Int64 = 0
                package var lastOffset: Int64 = 0
                package var deliveryCount: Int16 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    firstOffset = reader.int64()
                    lastOffset = reader.int64()
                    deliveryCount = reader.int16()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int64(firstOffset)
                    writer.int64(lastOffset)
                    writer.int16(deliveryCount)
                    writer.noTags(true)
                }
            }
        }
    }

    /// What one of `nodeEndpoints` holds.
    package struct NodeEndpoints: Fields {
        package var nodeId: Int32 = 0
        package var host: String = ""
        package var port: Int32 = 0
        package var rack: String? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            nodeId = reader.int32()
            host = reader.string(true)
            port = reader.int32()
            rack = reader.optionalString(true, nullable: true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(nodeId)
            writer.string(host, true)
            writer.int32(port)
            writer.optionalString(rack, true, nullable: true)
            writer.noTags(true)
        }
    }
}
