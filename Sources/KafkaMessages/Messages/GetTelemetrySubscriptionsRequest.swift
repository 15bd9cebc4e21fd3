// swift-format-ignore-file
// Written by MessageCompiler from Schema/071_GetTelemetrySubscriptions.txt.
package import Bytes

/// The request of GetTelemetrySubscriptions.
package struct GetTelemetrySubscriptionsRequest: RequestMessage {
    package typealias Response = GetTelemetrySubscriptionsResponse
    package static var apiKey: Int16 { 71 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var clientInstanceId: Uuid = .zero

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        clientInstanceId = reader.uuid()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.uuid(clientInstanceId)
        writer.noTags(true)
    }
}
