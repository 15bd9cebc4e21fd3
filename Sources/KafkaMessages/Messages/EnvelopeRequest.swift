// swift-format-ignore-file
// Written by MessageCompiler from Schema/058_Envelope.txt.
package import Bytes

/// The request of Envelope.
package struct EnvelopeRequest: RequestMessage {
    package typealias Response = EnvelopeResponse
    package static var apiKey: Int16 { 58 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var requestData: [UInt8] = []
    package var requestPrincipal: [UInt8]? = []
    package var clientHostAddress: [UInt8] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        requestData = reader.bytes(true)
        requestPrincipal = reader.optionalBytes(true, nullable: true)
        clientHostAddress = reader.bytes(true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.bytes(requestData, true)
        writer.optionalBytes(requestPrincipal, true, nullable: true)
        writer.bytes(clientHostAddress, true)
        writer.noTags(true)
    }
}
