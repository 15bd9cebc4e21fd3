// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct RegisterBrokerRecord: TypedMessage {
    package static var recordType: Int16 { 0 }
    package static var versions: ClosedRange<Int16> { 0...3 }
    package static var flexibleFrom: Int16 { 0 }

    package var brokerId: Int32 = 0
    /// In versions 2+.
    package var isMigratingZkBroker: Bool = false
    package var incarnationId: Uuid = .zero
    package var brokerEpoch: Int64 = 0
    package var endPoints: [EndPoints] = []
    package var features: [Features] = []
    package var rack: String? = ""
    package var fenced: Bool = true
    /// In versions 1+.
    package var inControlledShutdown: Bool = false
    /// In versions 3+.
    package var logDirs: [Uuid] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        if version >= 2 {
            isMigratingZkBroker = reader.bool()
        }
        incarnationId = reader.uuid()
        brokerEpoch = reader.int64()
        endPoints = reader.structs(true, version)
        features = reader.structs(true, version)
        rack = reader.optionalString(true, nullable: true)
        fenced = reader.bool()
        if version >= 1 {
            inControlledShutdown = reader.bool()
        }
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0 where version >= 3: logDirs = reader.uuids(true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        if version >= 2 {
            writer.bool(isMigratingZkBroker)
        }
        writer.uuid(incarnationId)
        writer.int64(brokerEpoch)
        writer.structs(endPoints, true, version)
        writer.structs(features, true, version)
        writer.optionalString(rack, true, nullable: true)
        writer.bool(fenced)
        if version >= 1 {
            writer.bool(inControlledShutdown)
        }
        var tags = writer.tags()
        if version >= 3, !logDirs.isEmpty {
            writer.begin(0, &tags)
            writer.uuids(logDirs, true)
            writer.end(&tags)
        }
    }

    /// What one of `endPoints` holds.
    package struct EndPoints: Fields {
        package var name: String = ""
        package var host: String = ""
        package var port: UInt16 = 0
        package var securityProtocol: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            host = reader.string(true)
            port = reader.uint16()
            securityProtocol = reader.int16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.string(host, true)
            writer.uint16(port)
            writer.int16(securityProtocol)
            writer.noTags(true)
        }
    }

    /// What one of `features` holds.
    package struct Features: Fields {
        package var name: String = ""
        package var minSupportedVersion: Int16 = 0
        package var maxSupportedVersion: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            minSupportedVersion = reader.int16()
            maxSupportedVersion = reader.int16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.int16(minSupportedVersion)
            writer.int16(maxSupportedVersion)
            writer.noTags(true)
        }
    }
}
