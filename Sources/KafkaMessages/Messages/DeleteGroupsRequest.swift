// swift-format-ignore-file
// Written by MessageCompiler from Schema/042_DeleteGroups.txt.
package import Bytes

/// The request of DeleteGroups.
package struct DeleteGroupsRequest: RequestMessage {
    package typealias Response = DeleteGroupsResponse
    package static var apiKey: Int16 { 42 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var groupsNames: [String] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        groupsNames = reader.strings(flexible)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.strings(groupsNames, flexible)
        writer.noTags(flexible)
    }
}
