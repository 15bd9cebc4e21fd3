// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct BrokerRegistrationChangeRecord: TypedMessage {
    package static var recordType: Int16 { 17 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var brokerId: Int32 = 0
    package var brokerEpoch: Int64 = 0
    package var fenced: Int8 = 0
    /// In versions 1+.
    package var inControlledShutdown: Int8 = 0
    /// In versions 2+.
    package var logDirs: [Uuid] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        brokerEpoch = reader.int64()
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: fenced = reader.int8()
            case 1 where version >= 1: inControlledShutdown = reader.int8()
            case 2 where version >= 2: logDirs = reader.uuids(true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        writer.int64(brokerEpoch)
        var tags = writer.tags()
        if fenced != 0 {
            writer.begin(0, &tags)
            writer.int8(fenced)
            writer.end(&tags)
        }
        if version >= 1, inControlledShutdown != 0 {
            writer.begin(1, &tags)
            writer.int8(inControlledShutdown)
            writer.end(&tags)
        }
        if version >= 2, !logDirs.isEmpty {
            writer.begin(2, &tags)
            writer.uuids(logDirs, true)
            writer.end(&tags)
        }
    }
}
