// swift-format-ignore-file
// Written by MessageCompiler from Schema/043_ElectLeaders.txt.
package import Bytes

/// The response of ElectLeaders.
package struct ElectLeadersResponse: ResponseMessage {
    package static var apiKey: Int16 { 43 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    /// In versions 1+.
    package var errorCode: Int16 = 0
    package var replicaElectionResults: [ReplicaElectionResults] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        if version >= 1 {
            errorCode = reader.int16()
        }
        replicaElectionResults = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        if version >= 1 {
            writer.int16(errorCode)
        }
        writer.structs(replicaElectionResults, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `replicaElectionResults` holds.
    package struct ReplicaElectionResults: Fields {
        package var topic: String = ""
        package var partitionResult: [PartitionResult] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            topic = reader.string(flexible)
            partitionResult = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(topic, flexible)
            writer.structs(partitionResult, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitionResult` holds.
        package struct PartitionResult: Fields {
            package var partitionId: Int32 = 0
            package var errorCode: Int16 = 0
            package var errorMessage: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                partitionId = reader.int32()
                errorCode = reader.int16()
                errorMessage = reader.optionalString(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.int32(partitionId)
                writer.int16(errorCode)
                writer.optionalString(errorMessage, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
