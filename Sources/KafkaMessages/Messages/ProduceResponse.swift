// swift-format-ignore-file
// Written by MessageCompiler from Schema/000_Produce.txt.
package import Bytes

/// The response of Produce.
package struct ProduceResponse: ResponseMessage {
    package static var apiKey: Int16 { 0 }
    package static var versions: ClosedRange<Int16> { 3...13 }
    package static var flexibleFrom: Int16 { 9 }

    package var responses: [Responses] = []
    package var throttleTimeMs: Int32 = 0
    /// In versions 10+.
    package var nodeEndpoints: [NodeEndpoints] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 9
        responses = reader.structs(flexible, version)
        throttleTimeMs = reader.int32()
        if flexible {
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0 where version >= 10: nodeEndpoints = reader.structs(true, version)
                default: break
                }
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 9
        writer.structs(responses, flexible, version)
        writer.int32(throttleTimeMs)
        if flexible {
            var tags = writer.tags()
            if version >= 10, !nodeEndpoints.isEmpty {
                writer.begin(0, &tags)
                writer.structs(nodeEndpoints, true, version)
                writer.end(&tags)
            }
        }
    }

    /// What one of `responses` holds.
    package struct Responses: Fields {
        /// In versions 3-12.
        package var name: String = ""
        /// In versions 13+.
        package var topicId: Uuid = .zero
        package var partitionResponses: [PartitionResponses] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 9
            if version <= 12 {
                name = reader.string(flexible)
            }
            if version >= 13 {
                topicId = reader.uuid()
            }
            partitionResponses = reader.structs(flexible, version)
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
            writer.structs(partitionResponses, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitionResponses` holds.
        package struct PartitionResponses: Fields {
            package var index: Int32 = 0
            package var errorCode: Int16 = 0
            package var baseOffset: Int64 = 0
            package var logAppendTimeMs: Int64 = -1
            /// In versions 5+.
            package var logStartOffset: Int64 = -1
            /// In versions 8+.
            package var recordErrors: [RecordErrors] = []
            /// In versions 8+.
            package var errorMessage: String? = nil
            /// In versions 10+.
            package var currentLeader: CurrentLeader = CurrentLeader()

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 9
                index = reader.int32()
                errorCode = reader.int16()
                baseOffset = reader.int64()
                logAppendTimeMs = reader.int64()
                if version >= 5 {
                    logStartOffset = reader.int64()
                }
                if version >= 8 {
                    recordErrors = reader.structs(flexible, version)
                    errorMessage = reader.optionalString(flexible, nullable: true)
                }
                if flexible {
                    var tags = reader.tags()
                    while let tag = reader.next(&tags) {
                        switch tag {
                        case 0 where version >= 10: currentLeader = CurrentLeader(fieldsFrom: &reader, version: version)
                        default: break
                        }
                    }
                }
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 9
                writer.int32(index)
                writer.int16(errorCode)
                writer.int64(baseOffset)
                writer.int64(logAppendTimeMs)
                if version >= 5 {
                    writer.int64(logStartOffset)
                }
                if version >= 8 {
                    writer.structs(recordErrors, flexible, version)
                    writer.optionalString(errorMessage, flexible, nullable: true)
                }
                if flexible {
                    var tags = writer.tags()
                    if version >= 10, !currentLeader.holdsDefaults {
                        writer.begin(0, &tags)
                        currentLeader.encode(to: &writer, version: version)
                        writer.end(&tags)
                    }
                }
            }

            /// What one of `recordErrors` holds.
            package struct RecordErrors: Fields {
                package var batchIndex: Int32 = 0
                package var batchIndexErrorMessage: String? = nil

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    let flexible = version >= 9
                    batchIndex = reader.int32()
                    batchIndexErrorMessage = reader.optionalString(flexible, nullable: true)
                    reader.skipTags(flexible)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    let flexible = version >= 9
                    writer.int32(batchIndex)
                    writer.optionalString(batchIndexErrorMessage, flexible, nullable: true)
                    writer.noTags(flexible)
                }
            }

            /// What `currentLeader` holds.
            package struct CurrentLeader: Fields {
                package var leaderId: Int32 = -1
                package var leaderEpoch: Int32 = -1

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

                var holdsDefaults: Bool { !(leaderId != -1 || leaderEpoch != -1) }
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
