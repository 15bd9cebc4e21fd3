import Testing

@testable import Bytes

@Suite struct ByteWriterTests {
    @Test func `what is written is read`() {
        var writer = ByteWriter()
        writer.write(-2 as Int16)
        writer.write(true)
        writer.write(1.5)
        writer.write(Uuid(high: 1, low: 2))
        writer.write("häusle")
        writer.write([9, 8] as [UInt8])
        writer.writeVarint(-300)
        var reader = ByteReader(writer.buffer.bytes)
        #expect(reader.read(Int16.self) == -2)
        #expect(reader.readBool() == true)
        #expect(reader.readDouble() == 1.5)
        #expect(reader.readUuid() == Uuid(high: 1, low: 2))
        #expect(reader.readBytes(7).byteCount == 7)
        #expect(reader.read(UInt16.self) == 0x0908)
        #expect(reader.readVarint() == -300)
        #expect(reader.remaining == 0)
        #expect(reader.failed == false)
    }

    @Test func `splices are noted where they belong and counted`() {
        var writer = ByteWriter()
        writer.write(7 as Int32)
        writer.splice(100)
        writer.write(8 as Int16)
        writer.splice(20)
        #expect(
            writer.splices == [
                Splice(position: 4, byteCount: 100), Splice(position: 6, byteCount: 20),
            ])
        #expect(writer.totalCount == 126)
    }

    @Test(arguments: [0, 1, 127, 128, 20_000])
    func `a section gets its byte count put before it`(byteCount: Int) {
        var writer = ByteWriter()
        writer.write(1 as UInt8)
        let start = writer.count
        writer.write([UInt8](repeating: 5, count: byteCount))
        writer.prefixWithByteCount(from: start)
        var reader = ByteReader(writer.buffer.bytes)
        #expect(reader.read(UInt8.self) == 1)
        #expect(reader.readUnsignedVarint() == UInt32(byteCount))
        #expect(reader.remaining == byteCount)
        while reader.remaining > 0 { #expect(reader.read(UInt8.self) == 5) }
    }

    @Test func `a size can be filled in afterwards`() {
        var writer = ByteWriter(capacity: 16)
        writer.write(0 as Int32)
        writer.write(99 as Int64)
        writer.overwrite(at: 0, with: Int32(writer.count - 4))
        let buffer = writer.intoBuffer()
        var reader = ByteReader(buffer.bytes)
        #expect(reader.read(Int32.self) == 8)
        #expect(reader.read(Int64.self) == 99)
    }
}
