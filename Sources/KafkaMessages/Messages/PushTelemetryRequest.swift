// swift-format-ignore-file
// Written by MessageCompiler from Schema/072_PushTelemetry.txt.
package import Bytes

/// The request of PushTelemetry.
package struct PushTelemetryRequest: RequestMessage {
    package typealias Response = PushTelemetryResponse
    package static var apiKey: Int16 { 72 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var clientInstanceId: Uuid = .zero
    package var subscriptionId: Int32 = 0
    package var terminating: Bool = false
    package var compressionType: Int8 = 0
    package var metrics: [UInt8] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        clientInstanceId = reader.uuid()
        subscriptionId = reader.int32()
        terminating = reader.bool()
        compressionType = reader.int8()
        metrics = reader.bytes(true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.uuid(clientInstanceId)
        writer.int32(subscriptionId)
        writer.bool(terminating)
        writer.int8(compressionType)
        writer.bytes(metrics, true)
        writer.noTags(true)
    }
}
