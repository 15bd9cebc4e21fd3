// swift-format-ignore-file
// Written by MessageCompiler from Schema/027_WriteTxnMarkers.txt.
package import Bytes

/// The request of WriteTxnMarkers.
package struct WriteTxnMarkersRequest: RequestMessage {
    package typealias Response = WriteTxnMarkersResponse
    package static var apiKey: Int16 { 27 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 1 }

    package var markers: [Markers] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        markers = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(markers, true, version)
        writer.noTags(true)
    }

    /// What one of `markers` holds.
    package struct Markers: Fields {
        package var producerId: Int64 = 0
        package var producerEpoch: Int16 = 0
        package var transactionResult: Bool = false
        package var topics: [Topics] = []
        package var coordinatorEpoch: Int32 = 0
        /// In versions 2+.
        package var transactionVersion: Int8 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            producerId = reader.int64()
            producerEpoch = reader.int16()
            transactionResult = reader.bool()
            topics = reader.structs(true, version)
            coordinatorEpoch = reader.int32()
            if version >= 2 {
                transactionVersion = reader.int8()
            }
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int64(producerId)
            writer.int16(producerEpoch)
            writer.bool(transactionResult)
            writer.structs(topics, true, version)
            writer.int32(coordinatorEpoch)
            if version >= 2 {
                writer.int8(transactionVersion)
            }
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var name: String = ""
            package var partitionIndexes: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                partitionIndexes = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.int32s(partitionIndexes, true)
                writer.noTags(true)
            }
        }
    }
}
