import Bytes
import KafkaMessages
import Testing

@Suite struct ByteWriterFieldsTests {
    private func written(_ name: String, version: Int16) throws -> String? {
        var response = MetadataResponse()
        var topic = MetadataResponse.Topics()
        topic.name = name
        response.topics = [topic]
        var writer = ByteWriter()
        response.encode(to: &writer, version: version)
        var reader = ByteReader(writer.buffer.bytes)
        return try MetadataResponse(from: &reader, version: version).topics[0].name
    }

    @Test(arguments: [0, 9, 13] as [Int16])
    func `a string that is too long is cut between two letters`(version: Int16) throws {
        let longest = String(repeating: "a", count: 32767)
        #expect(try written(longest, version: version) == longest)
        #expect(try written(longest + "b", version: version) == longest)
        let umlauts = String(repeating: "ü", count: 20000)
        #expect(
            try written(umlauts, version: version) == String(repeating: "ü", count: 16383))
    }

    @Test(arguments: [4, 9] as [Int16])
    func `a string that is too long once it is mended is malformed`(version: Int16) {
        var request = MetadataRequest()
        var topic = MetadataRequest.Topics()
        topic.name = String(repeating: "a", count: 20000)
        request.topics = [topic]
        var writer = ByteWriter()
        request.encode(to: &writer, version: version)
        var bytes = unsafe writer.buffer.bytes.withUnsafeBytes { unsafe Array($0) }
        for index in bytes.indices where bytes[index] == UInt8(ascii: "a") { bytes[index] = 0xFF }
        #expect(throws: MalformedMessage.self) {
            var reader = ByteReader(unsafe bytes.span.bytes)
            _ = try MetadataRequest(from: &reader, version: version)
        }
    }
}
