// swift-format-ignore-file
// Written by MessageCompiler from Schema/081_RemoveRaftVoter.txt.
package import Bytes

/// The request of RemoveRaftVoter.
package struct RemoveRaftVoterRequest: RequestMessage {
    package typealias Response = RemoveRaftVoterResponse
    package static var apiKey: Int16 { 81 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var clusterId: String? = ""
    package var voterId: Int32 = 0
    package var voterDirectoryId: Uuid = .zero

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        clusterId = reader.optionalString(true, nullable: true)
        voterId = reader.int32()
        voterDirectoryId = reader.uuid()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(clusterId, true, nullable: true)
        writer.int32(voterId)
        writer.uuid(voterDirectoryId)
        writer.noTags(true)
    }
}
