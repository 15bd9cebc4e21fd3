// swift-format-ignore-file
// Written by MessageCompiler from Schema/062_BrokerRegistration.txt.
package import Bytes

/// The request of BrokerRegistration.
package struct BrokerRegistrationRequest: RequestMessage {
    package typealias Response = BrokerRegistrationResponse
    package static var apiKey: Int16 { 62 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 0 }

    package var brokerId: Int32 = 0
    package var clusterId: String = ""
    package var incarnationId: Uuid = .zero
    package var listeners: [Listeners] = []
    package var features: [Features] = []
    package var rack: String? = ""
    /// In versions 1+.
    package var isMigratingZkBroker: Bool = false
    /// In versions 2+.
    package var logDirs: [Uuid] = []
    /// In versions 3+.
    package var previousBrokerEpoch: Int64 = -1

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        clusterId = reader.string(true)
        incarnationId = reader.uuid()
        listeners = reader.structs(true, version)
        features = reader.structs(true, version)
        rack = reader.optionalString(true, nullable: true)
        if version >= 1 {
            isMigratingZkBroker = reader.bool()
        }
        if version >= 2 {
            logDirs = reader.uuids(true)
        }
        if version >= 3 {
            previousBrokerEpoch = reader.int64()
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        writer.string(clusterId, true)
        writer.uuid(incarnationId)
        writer.structs(listeners, true, version)
        writer.structs(features, true, version)
        writer.optionalString(rack, true, nullable: true)
        if version >= 1 {
            writer.bool(isMigratingZkBroker)
        }
        if version >= 2 {
            writer.uuids(logDirs, true)
        }
        if version >= 3 {
            writer.int64(previousBrokerEpoch)
        }
        writer.noTags(true)
    }

    /// What one of `listeners` holds.
    package struct Listeners: Fields {
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
