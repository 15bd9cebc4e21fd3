// swift-format-ignore-file
// Written by MessageCompiler from Schema/024_AddPartitionsToTxn.txt.
package import Bytes

/// The request of AddPartitionsToTxn.
package struct AddPartitionsToTxnRequest: RequestMessage {
    package typealias Response = AddPartitionsToTxnResponse
    package static var apiKey: Int16 { 24 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 3 }

    /// In versions 4+.
    package var transactions: [Transactions] = []
    /// In versions 0-3.
    package var v3AndBelowTransactionalId: String = ""
    /// In versions 0-3.
    package var v3AndBelowProducerId: Int64 = 0
    /// In versions 0-3.
    package var v3AndBelowProducerEpoch: Int16 = 0
    /// In versions 0-3.
    package var v3AndBelowTopics: [V3AndBelowTopics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        if version >= 4 {
            transactions = reader.structs(true, version)
        }
        if version <= 3 {
            v3AndBelowTransactionalId = reader.string(flexible)
            v3AndBelowProducerId = reader.int64()
            v3AndBelowProducerEpoch = reader.int16()
            v3AndBelowTopics = reader.structs(flexible, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        if version >= 4 {
            writer.structs(transactions, true, version)
        }
        if version <= 3 {
            writer.string(v3AndBelowTransactionalId, flexible)
            writer.int64(v3AndBelowProducerId)
            writer.int16(v3AndBelowProducerEpoch)
            writer.structs(v3AndBelowTopics, flexible, version)
        }
        writer.noTags(flexible)
    }

    /// What one of `transactions` holds.
    package struct Transactions: Fields {
        package var transactionalId: String = ""
        package var producerId: Int64 = 0
        package var producerEpoch: Int16 = 0
        package var verifyOnly: Bool = false
        package var topics: [Topics] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            transactionalId = reader.string(true)
            producerId = reader.int64()
            producerEpoch = reader.int16()
            verifyOnly = reader.bool()
            topics = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(transactionalId, true)
            writer.int64(producerId)
            writer.int16(producerEpoch)
            writer.bool(verifyOnly)
            writer.structs(topics, true, version)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var name: String = ""
            package var partitions: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                partitions = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.int32s(partitions, true)
                writer.noTags(true)
            }
        }
    }

    /// What one of `v3AndBelowTopics` holds.
    package struct V3AndBelowTopics: Fields {
        package var name: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 3
            name = reader.string(flexible)
            partitions = reader.int32s(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 3
            writer.string(name, flexible)
            writer.int32s(partitions, flexible)
            writer.noTags(flexible)
        }
    }
}
