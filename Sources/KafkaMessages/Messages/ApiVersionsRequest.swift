// swift-format-ignore-file
// Written by MessageCompiler from Schema/018_ApiVersions.txt.
package import Bytes

/// The request of ApiVersions.
package struct ApiVersionsRequest: RequestMessage {
    package typealias Response = ApiVersionsResponse
    package static var apiKey: Int16 { 18 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 3 }

    /// In versions 3+.
    package var clientSoftwareName: String = ""
    /// In versions 3+.
    package var clientSoftwareVersion: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        if version >= 3 {
            clientSoftwareName = reader.string(true)
            clientSoftwareVersion = reader.string(true)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        if version >= 3 {
            writer.string(clientSoftwareName, true)
            writer.string(clientSoftwareVersion, true)
        }
        writer.noTags(flexible)
    }
}
