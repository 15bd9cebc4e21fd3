// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_share_coordinator.txt.
package import Bytes

/// A message of records_share_coordinator.txt.
package struct ShareUpdateValue: TypedMessage {
    package static var recordType: Int16 { 1 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var snapshotEpoch: Int32 = 0
    package var leaderEpoch: Int32 = 0
    package var startOffset: Int64 = 0
    package var deliveryCompleteCount: Int32 = -1
    package var stateBatches: [StateBatches] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        snapshotEpoch = reader.int32()
        leaderEpoch = reader.int32()
        startOffset = reader.int64()
        stateBatches = reader.structs(true, version)
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: deliveryCompleteCount = reader.int32()
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(snapshotEpoch)
        writer.int32(leaderEpoch)
        writer.int64(startOffset)
        writer.structs(stateBatches, true, version)
        var tags = writer.tags()
        if deliveryCompleteCount != -1 {
            writer.begin(0, &tags)
            writer.int32(deliveryCompleteCount)
            writer.end(&tags)
        }
    }

    /// What one of `stateBatches` holds.
    package struct StateBatches: Fields {
        package var firstOffset: Int64 = 0
        package var lastOffset: Int64 = 0
        package var deliveryState: Int8 = 0
        package var deliveryCount: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            firstOffset = reader.int64()
            lastOffset = reader.int64()
            deliveryState = reader.int8()
            deliveryCount = reader.int16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int64(firstOffset)
            writer.int64(lastOffset)
            writer.int8(deliveryState)
            writer.int16(deliveryCount)
            writer.noTags(true)
        }
    }
}
