// swift-format-ignore-file
// Written by MessageCompiler from Schema/089_StreamsGroupDescribe.txt.
package import Bytes

/// The request of StreamsGroupDescribe.
package struct StreamsGroupDescribeRequest: RequestMessage {
    package typealias Response = StreamsGroupDescribeResponse
    package static var apiKey: Int16 { 89 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var groupIds: [String] = []
    package var includeAuthorizedOperations: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupIds = reader.strings(true)
        includeAuthorizedOperations = reader.bool()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.strings(groupIds, true)
        writer.bool(includeAuthorizedOperations)
        writer.noTags(true)
    }
}
