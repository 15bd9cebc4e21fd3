import Bytes
import KafkaProtocol
import Testing

@Suite struct RequestHeaderTests {
    private static let metadata: [UInt8] = [0, 3, 0, 12, 0, 0, 0, 7, 0, 4, 0x6B, 0x63, 0x61, 0x74]

    @Test func `a header before the flexible versions ends with the client's name`() throws {
        let (header, position) = try Self.read(Self.metadata + [9, 9], firstFlexibleVersion: .max)
        #expect(
            header
                == RequestHeader(
                    apiKey: .metadata, apiVersion: 12, correlationID: 7, clientID: "kcat"))
        #expect(position == Self.metadata.count)
    }

    @Test func `a flexible header ends with tagged fields, which are left out`() throws {
        let tags: [UInt8] = [2, 0, 1, 0xAA, 5, 2, 0xBB, 0xBB]
        let (header, position) = try Self.read(Self.metadata + tags + [9], firstFlexibleVersion: 9)
        #expect(header.clientID == "kcat")
        #expect(position == Self.metadata.count + tags.count)
    }

    @Test func `a client need not have a name`() throws {
        let bytes: [UInt8] = [0, 18, 0, 0, 0, 0, 0, 1, 0xFF, 0xFF]
        #expect(try Self.read(bytes, firstFlexibleVersion: 3).header.clientID == nil)
    }

    @Test func `a header cut off anywhere is malformed`() {
        let bytes = Self.metadata + [1, 0, 1, 0xAA]
        for count in 0..<bytes.count {
            #expect(throws: MalformedMessage.self, "\(count) bytes") {
                try Self.read(Array(bytes.prefix(count)), firstFlexibleVersion: 9)
            }
        }
    }

    @Test func `an endless count of tagged fields ends with the bytes`() {
        let bytes = Self.metadata + [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0, 0]
        #expect(throws: MalformedMessage.self) {
            try Self.read(bytes, firstFlexibleVersion: 9)
        }
    }

    private static func read(
        _ bytes: [UInt8], firstFlexibleVersion: Int16
    ) throws -> (header: RequestHeader, position: Int) {
        var reader = unsafe ByteReader(bytes.span.bytes)
        let header = try RequestHeader(from: &reader) { _ in firstFlexibleVersion }
        return (header, reader.position)
    }
}
