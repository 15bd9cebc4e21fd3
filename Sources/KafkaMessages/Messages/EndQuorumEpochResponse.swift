// swift-format-ignore-file
// Written by MessageCompiler from Schema/054_EndQuorumEpoch.txt.
package import Bytes

/// The response of EndQuorumEpoch.
package struct EndQuorumEpochResponse: ResponseMessage {
    package static var apiKey: Int16 { 54 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var errorCode: Int16 = 0
    package var topics: [Topics] = []
    /// In versions 1+.
    package var nodeEndpoints: [NodeEndpoints] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        errorCode = reader.int16()
        topics = reader.structs(flexible, version)
        if flexible {
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: nodeEndpoints = reader.structs(true, version)
                default: break
                }
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.int16(errorCode)
        writer.structs(topics, flexible, version)
        if flexible {
            var tags = writer.tags()
            if !nodeEndpoints.isEmpty {
                writer.begin(0, &tags)
                writer.structs(nodeEndpoints, true, version)
                writer.end(&tags)
            }
        }
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var topicName: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 1
            topicName = reader.string(flexible)
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.string(topicName, flexible)
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0
            package var leaderId: Int32 = 0
            package var leaderEpoch: Int32 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 1
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                leaderId = reader.int32()
                leaderEpoch = reader.int32()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 1
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.int32(leaderId)
                writer.int32(leaderEpoch)
                writer.noTags(flexible)
            }
        }
    }

    /// What one of `nodeEndpoints` holds.
    package struct NodeEndpoints: Fields {
        package var nodeId: Int32 = 0
        package var host: String = ""
        package var port: UInt16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            nodeId = reader.int32()
            host = reader.string(true)
            port = reader.uint16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(nodeId)
            writer.string(host, true)
            writer.uint16(port)
            writer.noTags(true)
        }
    }
}
