// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct OffsetCommitValue: TypedMessage {
    package static var recordType: Int16 { 1 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 4 }

    package var offset: Int64 = 0
    /// In versions 3+.
    package var leaderEpoch: Int32 = -1
    package var metadata: String = ""
    package var commitTimestamp: Int64 = 0
    /// In versions 1.
    package var expireTimestamp: Int64 = -1
    /// In versions 4+.
    package var topicId: Uuid = .zero

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        offset = reader.int64()
        if version >= 3 {
            leaderEpoch = reader.int32()
        }
        metadata = reader.string(flexible)
        commitTimestamp = reader.int64()
        if version == 1 {
            expireTimestamp = reader.int64()
        }
        if flexible {
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: topicId = reader.uuid()
                default: break
                }
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.int64(offset)
        if version >= 3 {
            writer.int32(leaderEpoch)
        }
        writer.string(metadata, flexible)
        writer.int64(commitTimestamp)
        if version == 1 {
            writer.int64(expireTimestamp)
        }
        if flexible {
            var tags = writer.tags()
            if !topicId.isZero {
                writer.begin(0, &tags)
                writer.uuid(topicId)
                writer.end(&tags)
            }
        }
    }
}
