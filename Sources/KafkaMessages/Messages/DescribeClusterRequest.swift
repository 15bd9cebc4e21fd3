// swift-format-ignore-file
// Written by MessageCompiler from Schema/060_DescribeCluster.txt.
package import Bytes

/// The request of DescribeCluster.
package struct DescribeClusterRequest: RequestMessage {
    package typealias Response = DescribeClusterResponse
    package static var apiKey: Int16 { 60 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var includeClusterAuthorizedOperations: Bool = false
    /// In versions 1+.
    package var endpointType: Int8 = 1
    /// In versions 2+.
    package var includeFencedBrokers: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        includeClusterAuthorizedOperations = reader.bool()
        if version >= 1 {
            endpointType = reader.int8()
        }
        if version >= 2 {
            includeFencedBrokers = reader.bool()
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.bool(includeClusterAuthorizedOperations)
        if version >= 1 {
            writer.int8(endpointType)
        }
        if version >= 2 {
            writer.bool(includeFencedBrokers)
        }
        writer.noTags(true)
    }
}
