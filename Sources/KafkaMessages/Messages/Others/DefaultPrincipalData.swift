// swift-format-ignore-file
// Written by MessageCompiler from Schema/misc_data.txt.
package import Bytes

/// A message of misc_data.txt.
package struct DefaultPrincipalData: Message {
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var type: String = ""
    package var name: String = ""
    package var tokenAuthenticated: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        type = reader.string(true)
        name = reader.string(true)
        tokenAuthenticated = reader.bool()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(type, true)
        writer.string(name, true)
        writer.bool(tokenAuthenticated)
        writer.noTags(true)
    }
}
