// swift-format-ignore-file
// Written by MessageCompiler from Schema/027_WriteTxnMarkers.txt.
package import Bytes

/// The response of WriteTxnMarkers.
package struct WriteTxnMarkersResponse: ResponseMessage {
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
        package var topics: [Topics] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            producerId = reader.int64()
            topics = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int64(producerId)
            writer.structs(topics, true, version)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var name: String = ""
            package var partitions: [Partitions] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                partitions = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.structs(partitions, true, version)
                writer.noTags(true)
            }

            /// What one of `partitions` holds.
            package struct Partitions: Fields {
                package var partitionIndex: Int32 = 0
                package var errorCode: Int16 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    partitionIndex = reader.int32()
                    errorCode = reader.int16()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(partitionIndex)
                    writer.int16(errorCode)
                    writer.noTags(true)
                }
            }
        }
    }
}
