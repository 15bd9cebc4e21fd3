// swift-format-ignore-file
// Written by MessageCompiler from Schema/070_ControllerRegistration.txt.
package import Bytes

/// The request of ControllerRegistration.
package struct ControllerRegistrationRequest: RequestMessage {
    package typealias Response = ControllerRegistrationResponse
    package static var apiKey: Int16 { 70 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var controllerId: Int32 = 0
    package var incarnationId: Uuid = .zero
    package var zkMigrationReady: Bool = false
    package var listeners: [Listeners] = []
    package var features: [Features] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        controllerId = reader.int32()
        incarnationId = reader.uuid()
        zkMigrationReady = reader.bool()
        listeners = reader.structs(true, version)
        features = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(controllerId)
        writer.uuid(incarnationId)
        writer.bool(zkMigrationReady)
        writer.structs(listeners, true, version)
        writer.structs(features, true, version)
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
