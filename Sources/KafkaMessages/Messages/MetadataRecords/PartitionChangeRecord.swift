// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct PartitionChangeRecord: TypedMessage {
    package static var recordType: Int16 { 5 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var partitionId: Int32 = -1
    package var topicId: Uuid = .zero
    package var isr: [Int32]? = nil
    package var leader: Int32 = -2
    package var replicas: [Int32]? = nil
    package var removingReplicas: [Int32]? = nil
    package var addingReplicas: [Int32]? = nil
    package var leaderRecoveryState: Int8 = -1
    /// In versions 1+.
    package var directories: [Uuid]? = nil
    /// In versions 2+.
    package var eligibleLeaderReplicas: [Int32]? = nil
    /// In versions 2+.
    package var lastKnownElr: [Int32]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        partitionId = reader.int32()
        topicId = reader.uuid()
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: isr = reader.optionalInt32s(true, nullable: true)
            case 1: leader = reader.int32()
            case 2: replicas = reader.optionalInt32s(true, nullable: true)
            case 3: removingReplicas = reader.optionalInt32s(true, nullable: true)
            case 4: addingReplicas = reader.optionalInt32s(true, nullable: true)
            case 5: leaderRecoveryState = reader.int8()
            case 6 where version >= 2: eligibleLeaderReplicas = reader.optionalInt32s(true, nullable: true)
            case 7 where version >= 2: lastKnownElr = reader.optionalInt32s(true, nullable: true)
            case 8 where version >= 1: directories = reader.optionalUuids(true, nullable: true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(partitionId)
        writer.uuid(topicId)
        var tags = writer.tags()
        if isr != nil {
            writer.begin(0, &tags)
            writer.optionalInt32s(isr, true, nullable: true)
            writer.end(&tags)
        }
        if leader != -2 {
            writer.begin(1, &tags)
            writer.int32(leader)
            writer.end(&tags)
        }
        if replicas != nil {
            writer.begin(2, &tags)
            writer.optionalInt32s(replicas, true, nullable: true)
            writer.end(&tags)
        }
        if removingReplicas != nil {
            writer.begin(3, &tags)
            writer.optionalInt32s(removingReplicas, true, nullable: true)
            writer.end(&tags)
        }
        if addingReplicas != nil {
            writer.begin(4, &tags)
            writer.optionalInt32s(addingReplicas, true, nullable: true)
            writer.end(&tags)
        }
        if leaderRecoveryState != -1 {
            writer.begin(5, &tags)
            writer.int8(leaderRecoveryState)
            writer.end(&tags)
        }
        if version >= 2, eligibleLeaderReplicas != nil {
            writer.begin(6, &tags)
            writer.optionalInt32s(eligibleLeaderReplicas, true, nullable: true)
            writer.end(&tags)
        }
        if version >= 2, lastKnownElr != nil {
            writer.begin(7, &tags)
            writer.optionalInt32s(lastKnownElr, true, nullable: true)
            writer.end(&tags)
        }
        if version >= 1, directories != nil {
            writer.begin(8, &tags)
            writer.optionalUuids(directories, true, nullable: true)
            writer.end(&tags)
        }
    }
}
