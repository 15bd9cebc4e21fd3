import Testing

@testable import Bytes

@Suite struct VarintTests {
    @Test(
        arguments: [
            (value: 0, folded: 0), (value: -1, folded: 1), (value: 1, folded: 2),
            (value: .max, folded: .max - 1), (value: .min, folded: .max),
        ] as [(value: Int32, folded: UInt32)])
    func `signed numbers fold so that those near zero are small`(value: Int32, folded: UInt32) {
        #expect(Varint.folded(value) == folded)
        #expect(Varint.unfolded(folded) == value)
    }

    @Test(arguments: [
        (value: 0, count: 1), (value: 127, count: 1), (value: 128, count: 2),
        (value: 16_383, count: 2), (value: 16_384, count: 3), (value: UInt64.max, count: 10),
        (value: UInt64(UInt32.max), count: 5),
    ])
    func `the byte count is told beforehand`(value: UInt64, count: Int) {
        var writer = ByteWriter()
        writer.writeUnsignedVarlong(value)
        #expect(writer.count == count)
        #expect(Varint.byteCount(unsigned: value) == count)
    }
}
