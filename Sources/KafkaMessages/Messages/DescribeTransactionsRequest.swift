// swift-format-ignore-file
// Written by MessageCompiler from Schema/065_DescribeTransactions.txt.
package import Bytes

/// The request of DescribeTransactions.
package struct DescribeTransactionsRequest: RequestMessage {
    package typealias Response = DescribeTransactionsResponse
    package static var apiKey: Int16 { 65 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var transactionalIds: [String] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        transactionalIds = reader.strings(true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.strings(transactionalIds, true)
        writer.noTags(true)
    }
}
