// swift-format-ignore-file
// Written by MessageCompiler from Schema/066_ListTransactions.txt.
package import Bytes

/// The request of ListTransactions.
package struct ListTransactionsRequest: RequestMessage {
    package typealias Response = ListTransactionsResponse
    package static var apiKey: Int16 { 66 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var stateFilters: [String] = []
    package var producerIdFilters: [Int64] = []
    /// In versions 1+.
    package var durationFilter: Int64 = -1
    /// In versions 2+.
    package var transactionalIdPattern: String? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        stateFilters = reader.strings(true)
        producerIdFilters = reader.int64s(true)
        if version >= 1 {
            durationFilter = reader.int64()
        }
        if version >= 2 {
            transactionalIdPattern = reader.optionalString(true, nullable: true)
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.strings(stateFilters, true)
        writer.int64s(producerIdFilters, true)
        if version >= 1 {
            writer.int64(durationFilter)
        }
        if version >= 2 {
            writer.optionalString(transactionalIdPattern, true, nullable: true)
        }
        writer.noTags(true)
    }
}
