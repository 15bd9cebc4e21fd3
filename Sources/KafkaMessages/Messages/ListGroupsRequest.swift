// swift-format-ignore-file
// Written by MessageCompiler from Schema/016_ListGroups.txt.
package import Bytes

/// The request of ListGroups.
package struct ListGroupsRequest: RequestMessage {
    package typealias Response = ListGroupsResponse
    package static var apiKey: Int16 { 16 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 3 }

    /// In versions 4+.
    package var statesFilter: [String] = []
    /// In versions 5+.
    package var typesFilter: [String] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        if version >= 4 {
            statesFilter = reader.strings(true)
        }
        if version >= 5 {
            typesFilter = reader.strings(true)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        if version >= 4 {
            writer.strings(statesFilter, true)
        }
        if version >= 5 {
            writer.strings(typesFilter, true)
        }
        writer.noTags(flexible)
    }
}
