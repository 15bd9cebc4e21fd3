import Testing

@testable import Bytes

@Suite struct ByteReaderTests {
    @Test func `integers are read with the highest byte first`() {
        let bytes: [UInt8] = [0x01, 0xFF, 0xFE, 0, 0, 0, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        var reader = ByteReader(unsafe bytes.span.bytes)
        #expect(reader.read(Int8.self) == 1)
        #expect(reader.read(Int16.self) == -2)
        #expect(reader.read(Int32.self) == 7)
        #expect(reader.read(UInt64.self) == 0x0102_0304_0506_0708)
        #expect(reader.position == 15)
        #expect(reader.remaining == 1)
    }

    @Test func `a read beyond the end fails for good`() {
        let bytes: [UInt8] = [1, 2, 3]
        var reader = ByteReader(unsafe bytes.span.bytes)
        #expect(reader.read(Int32.self) == 0)
        #expect(reader.failed == true)
        #expect(reader.read(Int8.self) == 0)
        #expect(reader.remaining == 0)
    }

    @Test(
        arguments: [
            (bytes: [0], value: 0), (bytes: [0x7F], value: 127), (bytes: [0x80, 1], value: 128),
            (bytes: [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], value: UInt32.max),
            (bytes: [0x80, 0x80, 0], value: 0),
        ] as [(bytes: [UInt8], value: UInt32)])
    func `unsigned varints are read`(bytes: [UInt8], value: UInt32) {
        var reader = ByteReader(unsafe bytes.span.bytes)
        #expect(reader.readUnsignedVarint() == value)
        #expect(reader.position == bytes.count)
        #expect(reader.failed == false)
    }

    @Test(
        arguments: [
            [], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0x10], [0x80, 0x80, 0x80, 0x80, 0x80, 0],
        ] as [[UInt8]])
    func `an unsigned varint that ends too early or is too large fails`(bytes: [UInt8]) {
        var reader = ByteReader(unsafe bytes.span.bytes)
        #expect(reader.readUnsignedVarint() == 0)
        #expect(reader.failed == true)
    }

    @Test(arguments: [0, -1, 1, 63, -64, 64, 1 << 40, .min, .max] as [Int64])
    func `signed varlongs come back`(value: Int64) {
        var writer = ByteWriter()
        writer.writeVarlong(value)
        #expect(writer.count == Varint.byteCount(value))
        var reader = ByteReader(writer.buffer.bytes)
        #expect(reader.readVarlong() == value)
        #expect(reader.failed == false)
    }

    @Test func `a varlong of more than 64 bits fails`() {
        let bytes = [UInt8](repeating: 0xFF, count: 9) + [2]
        var reader = ByteReader(unsafe bytes.span.bytes)
        #expect(reader.readUnsignedVarlong() == 0)
        #expect(reader.failed == true)
    }

    @Test func `a section ends where it was said to, read or not`() {
        let bytes: [UInt8] = [1, 2, 3, 4, 5]
        var reader = ByteReader(unsafe bytes.span.bytes)
        let outer = reader.enter(3)
        #expect(reader.read(UInt8.self) == 1)
        #expect(reader.remaining == 2)
        reader.leave(for: outer)
        #expect(reader.position == 3)
        #expect(reader.remaining == 2)
        #expect(reader.failed == false)
    }

    @Test func `a section cannot be read beyond its end, nor left when it failed`() {
        let bytes: [UInt8] = [1, 2, 3, 4, 5]
        var reader = ByteReader(unsafe bytes.span.bytes)
        let outer = reader.enter(1)
        #expect(reader.read(Int16.self) == 0)
        reader.leave(for: outer)
        #expect(reader.failed == true)
        #expect(reader.remaining == 0)
    }

    @Test(arguments: [-1, 6, .min, .max])
    func `a section or skip of what is not there fails`(count: Int) {
        let bytes: [UInt8] = [1, 2, 3, 4, 5]
        var reader = ByteReader(unsafe bytes.span.bytes)
        _ = reader.enter(count)
        #expect(reader.failed == true)
        var other = ByteReader(unsafe bytes.span.bytes)
        other.skip(count)
        #expect(other.failed == true)
        var third = ByteReader(unsafe bytes.span.bytes)
        #expect(third.readBytes(count).byteCount == 0)
        #expect(third.failed == true)
    }

    @Test func `the budget pays until it is used up`() {
        let bytes: [UInt8] = [1]
        var reader = ByteReader(unsafe bytes.span.bytes, budget: 10)
        #expect(reader.charge(6) == true)
        #expect(reader.charge(4) == true)
        #expect(reader.charge(0) == true)
        #expect(reader.charge(1) == false)
        #expect(reader.failed == true)
    }

    @Test(arguments: [
        (frame: 0, budget: 4096), (frame: 100, budget: 6496), (frame: .max, budget: 64 << 20),
        (frame: 2_796_031, budget: 67_108_840), (frame: 2_796_032, budget: 64 << 20),
    ])
    func `a frame may take 24 times its size and 4 KiB, at most 64 MiB`(frame: Int, budget: Int) {
        #expect(ByteReader.budget(forFrameOf: frame) == budget)
    }
}
