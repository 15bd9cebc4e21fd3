// swift-format-ignore-file
// Written by MessageCompiler from Schema/082_UpdateRaftVoter.txt.
package import Bytes

/// The response of UpdateRaftVoter.
package struct UpdateRaftVoterResponse: ResponseMessage {
    package static var apiKey: Int16 { 82 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var currentLeader: CurrentLeader = CurrentLeader()

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: currentLeader = CurrentLeader(fieldsFrom: &reader, version: version)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        var tags = writer.tags()
        if !currentLeader.holdsDefaults {
            writer.begin(0, &tags)
            currentLeader.encode(to: &writer, version: version)
            writer.end(&tags)
        }
    }

    /// What `currentLeader` holds.
    package struct CurrentLeader: Fields {
        package var leaderId: Int32 = -1
        package var leaderEpoch: Int32 = -1
        package var host: String = ""
        package var port: Int32 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            leaderId = reader.int32()
            leaderEpoch = reader.int32()
            host = reader.string(true)
            port = reader.int32()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(leaderId)
            writer.int32(leaderEpoch)
            writer.string(host, true)
            writer.int32(port)
            writer.noTags(true)
        }

        var holdsDefaults: Bool { !(leaderId != -1 || leaderEpoch != -1 || !host.isEmpty || port != 0) }
    }
}
