// swift-format-ignore-file
// Written by MessageCompiler from Schema/064_UnregisterBroker.txt.
package import Bytes

/// The request of UnregisterBroker.
package struct UnregisterBrokerRequest: RequestMessage {
    package typealias Response = UnregisterBrokerResponse
    package static var apiKey: Int16 { 64 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var brokerId: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        writer.noTags(true)
    }
}
