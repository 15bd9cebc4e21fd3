import Bytes
import KafkaMessages
import Testing

@testable import strom

struct MetadataRecordTextTests {
    @Test func `a record is told by its name, version and fields`() throws {
        var record = TopicRecord()
        record.name = "orders"
        var writer = ByteWriter()
        writer.writeMetadataRecord(record, version: 0)
        let value = unsafe writer.intoBuffer().bytes.withUnsafeBytes { unsafe Array($0) }
        let text = try #require(MetadataRecordText(value)?.text)
        #expect(text.hasPrefix("TopicRecord v0 (name: \"orders\""))
        #expect(MetadataRecordText(Array(value.dropLast(3))) == nil)
    }

    @Test(arguments: [[], [1], [1, 99, 0], Array("hello".utf8)] as [[UInt8]])
    func `what is none is nil`(value: [UInt8]) {
        #expect(MetadataRecordText(value) == nil)
    }

    @Test func `the metadata log is known by its directory`() {
        #expect(isOfMetadataLog("__cluster_metadata-0/0.log", in: "strom-data"))
        #expect(isOfMetadataLog("0.log", in: "strom-data/__cluster_metadata-0"))
        #expect(!isOfMetadataLog("orders-0/0.log", in: "strom-data"))
    }
}
