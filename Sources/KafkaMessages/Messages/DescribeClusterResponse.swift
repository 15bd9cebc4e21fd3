// swift-format-ignore-file
// Written by MessageCompiler from Schema/060_DescribeCluster.txt.
package import Bytes

/// The response of DescribeCluster.
package struct DescribeClusterResponse: ResponseMessage {
    package static var apiKey: Int16 { 60 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = nil
    /// In versions 1+.
    package var endpointType: Int8 = 1
    package var clusterId: String = ""
    package var controllerId: Int32 = -1
    package var brokers: [Brokers] = []
    package var clusterAuthorizedOperations: Int32 = -2147483648

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        if version >= 1 {
            endpointType = reader.int8()
        }
        clusterId = reader.string(true)
        controllerId = reader.int32()
        brokers = reader.structs(true, version)
        clusterAuthorizedOperations = reader.int32()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        if version >= 1 {
            writer.int8(endpointType)
        }
        writer.string(clusterId, true)
        writer.int32(controllerId)
        writer.structs(brokers, true, version)
        writer.int32(clusterAuthorizedOperations)
        writer.noTags(true)
    }

    /// What one of `brokers` holds.
    package struct Brokers: Fields {
        package var brokerId: Int32 = 0
        package var host: String = ""
        package var port: Int32 = 0
        package var rack: String? = nil
        /// In versions 2+.
        package var isFenced: Bool = false

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            brokerId = reader.int32()
            host = reader.string(true)
            port = reader.int32()
            rack = reader.optionalString(true, nullable: true)
            if version >= 2 {
                isFenced = reader.bool()
            }
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(brokerId)
            writer.string(host, true)
            writer.int32(port)
            writer.optionalString(rack, true, nullable: true)
            if version >= 2 {
                writer.bool(isFenced)
            }
            writer.noTags(true)
        }
    }
}
