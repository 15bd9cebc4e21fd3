// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct PartitionRecord: TypedMessage {
    package static var recordType: Int16 { 3 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var partitionId: Int32 = -1
    package var topicId: Uuid = .zero
    package var replicas: [Int32] = []
    package var isr: [Int32] = []
    package var removingReplicas: [Int32] = []
    package var addingReplicas: [Int32] = []
    package var leader: Int32 = -1
    package var leaderRecoveryState: Int8 = 0
    package var leaderEpoch: Int32 = -1
    package var partitionEpoch: Int32 = -1
    /// In versions 1+.
    package var directories: [Uuid] = []
    /// In versions 2+.
    package var eligibleLeaderReplicas: [Int32]? = nil
    /// In versions 2+.
    package var lastKnownElr: [Int32]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        partitionId = reader.int32()
        topicId = reader.uuid()
        replicas = reader.int32s(true)
        isr = reader.int32s(true)
        removingReplicas = reader.int32s(true)
        addingReplicas = reader.int32s(true)
        leader = reader.int32()
        leaderEpoch = reader.int32()
        partitionEpoch = reader.int32()
        if version >= 1 {
            directories = reader.uuids(true)
        }
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: leaderRecoveryState = reader.int8()
            case 1 where version >= 2: eligibleLeaderReplicas = reader.optionalInt32s(true, nullable: true)
            case 2 where version >= 2: lastKnownElr = reader.optionalInt32s(true, nullable: true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(partitionId)
        writer.uuid(topicId)
        writer.int32s(replicas, true)
        writer.int32s(isr, true)
        writer.int32s(removingReplicas, true)
        writer.int32s(addingReplicas, true)
        writer.int32(leader)
        writer.int32(leaderEpoch)
        writer.int32(partitionEpoch)
        if version >= 1 {
            writer.uuids(directories, true)
        }
        var tags = writer.tags()
        if leaderRecoveryState != 0 {
            writer.begin(0, &tags)
            writer.int8(leaderRecoveryState)
            writer.end(&tags)
        }
        if version >= 2, eligibleLeaderReplicas != nil {
            writer.begin(1, &tags)
            writer.optionalInt32s(eligibleLeaderReplicas, true, nullable: true)
            writer.end(&tags)
        }
        if version >= 2, lastKnownElr != nil {
            writer.begin(2, &tags)
            writer.optionalInt32s(lastKnownElr, true, nullable: true)
            writer.end(&tags)
        }
    }
}
