// swift-format-ignore-file
// Written by MessageCompiler from Schema/024_AddPartitionsToTxn.txt.
package import Bytes

/// The response of AddPartitionsToTxn.
package struct AddPartitionsToTxnResponse: ResponseMessage {
    package static var apiKey: Int16 { 24 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 3 }

    package var throttleTimeMs: Int32 = 0
    /// In versions 4+.
    package var errorCode: Int16 = 0
    /// In versions 4+.
    package var resultsByTransaction: [ResultsByTransaction] = []
    /// In versions 0-3.
    package var resultsByTopicV3AndBelow: [ResultsByTopicV3AndBelow] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        throttleTimeMs = reader.int32()
        if version >= 4 {
            errorCode = reader.int16()
            resultsByTransaction = reader.structs(true, version)
        }
        if version <= 3 {
            resultsByTopicV3AndBelow = reader.structs(flexible, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        writer.int32(throttleTimeMs)
        if version >= 4 {
            writer.int16(errorCode)
            writer.structs(resultsByTransaction, true, version)
        }
        if version <= 3 {
            writer.structs(resultsByTopicV3AndBelow, flexible, version)
        }
        writer.noTags(flexible)
    }

    /// What one of `resultsByTransaction` holds.
    package struct ResultsByTransaction: Fields {
        package var transactionalId: String = ""
        package var topicResults: [TopicResults] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            transactionalId = reader.string(true)
            topicResults = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(transactionalId, true)
            writer.structs(topicResults, true, version)
            writer.noTags(true)
        }

        /// What one of `topicResults` holds.
        package struct TopicResults: Fields {
            package var name: String = ""
            package var resultsByPartition: [ResultsByPartition] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                resultsByPartition = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.structs(resultsByPartition, true, version)
                writer.noTags(true)
            }

            /// What one of `resultsByPartition` holds.
            package struct ResultsByPartition: Fields {
                package var partitionIndex: Int32 = 0
                package var partitionErrorCode: Int16 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    partitionIndex = reader.int32()
                    partitionErrorCode = reader.int16()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(partitionIndex)
                    writer.int16(partitionErrorCode)
                    writer.noTags(true)
                }
            }
        }
    }

    /// What one of `resultsByTopicV3AndBelow` holds.
    package struct ResultsByTopicV3AndBelow: Fields {
        package var name: String = ""
        package var resultsByPartition: [ResultsByPartition] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 3
            name = reader.string(flexible)
            resultsByPartition = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 3
            writer.string(name, flexible)
            writer.structs(resultsByPartition, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `resultsByPartition` holds.
        package struct ResultsByPartition: Fields {
            package var partitionIndex: Int32 = 0
            package var partitionErrorCode: Int16 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 3
                partitionIndex = reader.int32()
                partitionErrorCode = reader.int16()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 3
                writer.int32(partitionIndex)
                writer.int16(partitionErrorCode)
                writer.noTags(flexible)
            }
        }
    }
}
