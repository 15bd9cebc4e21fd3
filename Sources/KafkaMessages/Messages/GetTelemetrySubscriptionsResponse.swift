// swift-format-ignore-file
// Written by MessageCompiler from Schema/071_GetTelemetrySubscriptions.txt.
package import Bytes

/// The response of GetTelemetrySubscriptions.
package struct GetTelemetrySubscriptionsResponse: ResponseMessage {
    package static var apiKey: Int16 { 71 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var clientInstanceId: Uuid = .zero
    package var subscriptionId: Int32 = 0
    package var acceptedCompressionTypes: [Int8] = []
    package var pushIntervalMs: Int32 = 0
    package var telemetryMaxBytes: Int32 = 0
    package var deltaTemporality: Bool = false
    package var requestedMetrics: [String] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        clientInstanceId = reader.uuid()
        subscriptionId = reader.int32()
        acceptedCompressionTypes = reader.int8s(true)
        pushIntervalMs = reader.int32()
        telemetryMaxBytes = reader.int32()
        deltaTemporality = reader.bool()
        requestedMetrics = reader.strings(true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.uuid(clientInstanceId)
        writer.int32(subscriptionId)
        writer.int8s(acceptedCompressionTypes, true)
        writer.int32(pushIntervalMs)
        writer.int32(telemetryMaxBytes)
        writer.bool(deltaTemporality)
        writer.strings(requestedMetrics, true)
        writer.noTags(true)
    }
}
