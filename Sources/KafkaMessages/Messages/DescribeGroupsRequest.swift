// swift-format-ignore-file
// Written by MessageCompiler from Schema/015_DescribeGroups.txt.
package import Bytes

/// The request of DescribeGroups.
package struct DescribeGroupsRequest: RequestMessage {
    package typealias Response = DescribeGroupsResponse
    package static var apiKey: Int16 { 15 }
    package static var versions: ClosedRange<Int16> { 0...6 }
    package static var flexibleFrom: Int16 { 5 }

    package var groups: [String] = []
    /// In versions 3+.
    package var includeAuthorizedOperations: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 5
        groups = reader.strings(flexible)
        if version >= 3 {
            includeAuthorizedOperations = reader.bool()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 5
        writer.strings(groups, flexible)
        if version >= 3 {
            writer.bool(includeAuthorizedOperations)
        }
        writer.noTags(flexible)
    }
}
