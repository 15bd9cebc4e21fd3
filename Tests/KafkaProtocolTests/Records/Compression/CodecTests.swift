import KafkaProtocol
import Testing

@Suite struct CodecTests {
    @Test(arguments: Codec.allCases)
    func `a codec is found by its name`(codec: Codec) {
        #expect(Codec(name: codec.name) == codec)
    }

    @Test func `topics call no compression by another name`() {
        #expect(Codec(name: "uncompressed") == Codec.none)
        #expect(Codec(name: "producer") == nil)
    }
}
