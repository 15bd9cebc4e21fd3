import Bytes
import KafkaMessages
import Testing

@Suite struct RecordFramingTests {
    @Test func `a metadata record says its type and version before its fields`() throws {
        var record = TopicRecord()
        record.name = "t"
        record.topicId = Uuid(high: 1, low: 2)
        var writer = ByteWriter()
        writer.writeMetadataRecord(record, version: 0)
        var reader = ByteReader(writer.buffer.bytes)
        let head = try MetadataRecordHead(from: &reader)
        #expect(head.type == TopicRecord.recordType)
        #expect(head.version == 0)
        let decoded = try TopicRecord(from: &reader, version: head.version)
        #expect(decoded.name == "t")
        #expect(decoded.topicId == Uuid(high: 1, low: 2))
        #expect(reader.remaining == 0)
    }

    @Test(arguments: [[], [1], [2, 0, 0], [1, 0xFF, 0xFF, 0x7F, 0]] as [[UInt8]])
    func `what is no metadata record is malformed`(bytes: [UInt8]) {
        #expect(throws: MalformedMessage.self) {
            var reader = ByteReader(unsafe bytes.span.bytes)
            _ = try MetadataRecordHead(from: &reader)
        }
    }

    @Test func `a coordinator's key begins with its type`() throws {
        var key = OffsetCommitKey()
        key.group = "g"
        key.topic = "t"
        key.partition = 3
        var writer = ByteWriter()
        writer.writeCoordinatorKey(key)
        var reader = ByteReader(writer.buffer.bytes)
        #expect(reader.read(Int16.self) == 1)
        let decoded = try OffsetCommitKey(from: &reader, version: 0)
        #expect(decoded.partition == 3)
        #expect(reader.remaining == 0)
    }

    @Test func `a value says its version, and a newer one is read as far as it is known`() throws {
        var subscription = ConsumerProtocolSubscription()
        subscription.topics = ["a", "b"]
        var writer = ByteWriter()
        writer.writeVersioned(subscription, version: 3)
        writer.overwrite(at: 0, with: 9 as Int16)
        var reader = ByteReader(writer.buffer.bytes)
        let decoded = try ConsumerProtocolSubscription(versionedFrom: &reader)
        #expect(decoded.topics == ["a", "b"])
    }

    @Test(arguments: [[], [0], [0xFF, 0xFF, 0, 0]] as [[UInt8]])
    func `a value without a version is malformed`(bytes: [UInt8]) {
        #expect(throws: MalformedMessage.self) {
            var reader = ByteReader(unsafe bytes.span.bytes)
            _ = try EndTxnMarker(versionedFrom: &reader)
        }
    }
}
