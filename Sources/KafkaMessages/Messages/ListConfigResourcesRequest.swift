// swift-format-ignore-file
// Written by MessageCompiler from Schema/074_ListConfigResources.txt.
package import Bytes

/// The request of ListConfigResources.
package struct ListConfigResourcesRequest: RequestMessage {
    package typealias Response = ListConfigResourcesResponse
    package static var apiKey: Int16 { 74 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    /// In versions 1+.
    package var resourceTypes: [Int8] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        if version >= 1 {
            resourceTypes = reader.int8s(true)
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        if version >= 1 {
            writer.int8s(resourceTypes, true)
        }
        writer.noTags(true)
    }
}
