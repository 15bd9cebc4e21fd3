import Bytes
import KafkaMessages
import Testing

@Suite struct ControlRecordTypeTests {
    @Test(arguments: [ControlRecordType.abort, .commit, .leaderChange, .kRaftVoters])
    func `a key is read as it was written`(type: ControlRecordType) {
        var writer = ByteWriter()
        type.encodeKey(to: &writer)
        #expect(writer.count == 4)
        var reader = ByteReader(writer.buffer.bytes)
        #expect(ControlRecordType(fromKey: &reader) == type)
    }

    @Test(arguments: [[], [0, 0, 0], [0, 0, 0, 7]] as [[UInt8]])
    func `what is not known is nil`(bytes: [UInt8]) {
        var reader = ByteReader(unsafe bytes.span.bytes)
        #expect(ControlRecordType(fromKey: &reader) == nil)
    }
}
