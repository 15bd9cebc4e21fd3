import Testing

@testable import Bytes

@Suite struct ByteBufferTests {
    @Test func `bytes come out in the order they went in, however it grows and is used up`() {
        var buffer = ByteBuffer(capacity: 3)
        var next: UInt8 = 0
        var expected: UInt8 = 0
        for round in 0..<200 {
            for _ in 0...(round % 7) {
                buffer.append(next)
                next &+= 1
            }
            let taken = buffer.count * 3 / 4
            var reader = ByteReader(buffer.bytes)
            for _ in 0..<taken {
                #expect(reader.read(UInt8.self) == expected)
                expected &+= 1
            }
            buffer.consume(taken)
        }
        #expect(buffer.capacity <= 128)
    }

    @Test func `bytes can be changed in place`() {
        var buffer = ByteBuffer()
        buffer.append(1 as Int32)
        var bytes = buffer.mutableBytes
        bytes.storeBytes(of: 9, toByteOffset: 3, as: UInt8.self)
        var reader = ByteReader(buffer.bytes)
        #expect(reader.read(Int32.self) == 9)
    }

    @Test func `a fill counts what it says it wrote`() {
        var buffer = ByteBuffer()
        buffer.append(1 as UInt8)
        buffer.append(upTo: 100) { room in
            #expect(room.byteCount == 100)
            room.storeBytes(of: 0x0302, as: UInt16.self)
            return 2
        }
        #expect(buffer.count == 3)
        var reader = ByteReader(buffer.bytes)
        #expect(reader.read(UInt8.self) == 1)
        #expect(reader.read(UInt8.self) == 2)
        #expect(reader.read(UInt8.self) == 3)
    }

    @Test func `a gap moves what stands behind it`() {
        var buffer = ByteBuffer(capacity: 4)
        buffer.append(0x0102_0304 as UInt32)
        buffer.insertGap(of: 2, at: 1)
        buffer.overwrite(at: 1, with: 0xAABB as UInt16)
        var reader = ByteReader(buffer.bytes)
        #expect(reader.read(UInt32.self) == 0x01AA_BB02)
        #expect(reader.read(UInt16.self) == 0x0304)
    }

    @Test func `compacting and truncating keep the rest`() {
        var buffer = ByteBuffer(capacity: 8)
        buffer.append(0x0102_0304_0506_0708 as UInt64)
        buffer.consume(3)
        buffer.compact()
        #expect(buffer.spareCount == 3)
        buffer.truncate(to: 2)
        var reader = ByteReader(buffer.bytes)
        #expect(reader.read(UInt16.self) == 0x0405)
        #expect(reader.remaining == 0)
        buffer.removeAll()
        #expect(buffer.isEmpty == true)
    }
}
