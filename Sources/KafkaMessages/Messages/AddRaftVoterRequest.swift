// swift-format-ignore-file
// Written by MessageCompiler from Schema/080_AddRaftVoter.txt.
package import Bytes

/// The request of AddRaftVoter.
package struct AddRaftVoterRequest: RequestMessage {
    package typealias Response = AddRaftVoterResponse
    package static var apiKey: Int16 { 80 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var clusterId: String? = ""
    package var timeoutMs: Int32 = 0
    package var voterId: Int32 = 0
    package var voterDirectoryId: Uuid = .zero
    package var listeners: [Listeners] = []
    /// In versions 1+.
    package var ackWhenCommitted: Bool = true

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        clusterId = reader.optionalString(true, nullable: true)
        timeoutMs = reader.int32()
        voterId = reader.int32()
        voterDirectoryId = reader.uuid()
        listeners = reader.structs(true, version)
        if version >= 1 {
            ackWhenCommitted = reader.bool()
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(clusterId, true, nullable: true)
        writer.int32(timeoutMs)
        writer.int32(voterId)
        writer.uuid(voterDirectoryId)
        writer.structs(listeners, true, version)
        if version >= 1 {
            writer.bool(ackWhenCommitted)
        }
        writer.noTags(true)
    }

    /// What one of `listeners` holds.
    package struct Listeners: Fields {
        package var name: String = ""
        package var host: String = ""
        package var port: UInt16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            host = reader.string(true)
            port = reader.uint16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.string(host, true)
            writer.uint16(port)
            writer.noTags(true)
        }
    }
}
