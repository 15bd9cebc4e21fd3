// swift-format-ignore-file
// Written by MessageCompiler from Schema/063_BrokerHeartbeat.txt.
package import Bytes

/// The request of BrokerHeartbeat.
package struct BrokerHeartbeatRequest: RequestMessage {
    package typealias Response = BrokerHeartbeatResponse
    package static var apiKey: Int16 { 63 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var brokerId: Int32 = 0
    package var brokerEpoch: Int64 = -1
    package var currentMetadataOffset: Int64 = 0
    package var wantFence: Bool = false
    package var wantShutDown: Bool = false
    /// In versions 1+.
    package var offlineLogDirs: [Uuid] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        brokerEpoch = reader.int64()
        currentMetadataOffset = reader.int64()
        wantFence = reader.bool()
        wantShutDown = reader.bool()
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0 where version >= 1: offlineLogDirs = reader.uuids(true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        writer.int64(brokerEpoch)
        writer.int64(currentMetadataOffset)
        writer.bool(wantFence)
        writer.bool(wantShutDown)
        var tags = writer.tags()
        if version >= 1, !offlineLogDirs.isEmpty {
            writer.begin(0, &tags)
            writer.uuids(offlineLogDirs, true)
            writer.end(&tags)
        }
    }
}
