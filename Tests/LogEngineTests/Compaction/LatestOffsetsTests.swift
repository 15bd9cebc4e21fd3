import KafkaProtocol
import Testing

@testable import LogEngine

struct LatestOffsetsTests {
    private func key(_ number: Int) -> [UInt8] { Array("key-\(number)".utf8) }

    private func table(keys: Int, bytes: Int, load: Double = 0.9) -> LatestOffsets {
        LatestOffsets(
            keys: keys, bytes: bytes, load: load, secret: KeyDigest.Secret(first: 3, second: 4))
    }

    @Test func `The newest offset of each key is found`() {
        var table = table(keys: 1000, bytes: 1 << 20)
        for round in 0..<3 {
            for number in 0..<300 {
                let isNoted = table.note(
                    unsafe key(number).span.bytes, at: Offset(rawValue: Int64(round * 300 + number))
                )
                #expect(isNoted)
            }
        }
        #expect(table.count == 300)
        for number in 0..<300 {
            let found = table.offset(of: unsafe key(number).span.bytes)
            #expect(found?.rawValue == Int64(600 + number))
        }
        let unknown = table.offset(of: unsafe key(300).span.bytes)
        #expect(unknown == nil)
    }

    @Test func `A full table takes no new key, but new offsets of those it has`() {
        var table = table(keys: 1_000_000, bytes: 24 * 100, load: 0.5)
        #expect(table.byteCount == 2400)
        var noted = 0
        while table.note(unsafe key(noted).span.bytes, at: Offset(rawValue: Int64(noted))) {
            noted += 1
        }
        #expect(noted == 50)
        let isNoted = table.note(unsafe key(7).span.bytes, at: Offset(rawValue: 1000))
        #expect(isNoted)
        let found = table.offset(of: unsafe key(7).span.bytes)
        #expect(found?.rawValue == 1000)
    }

    @Test func `It takes memory for the keys that there can be, not for those that are allowed`() {
        #expect(table(keys: 100, bytes: 128 << 20).byteCount < 10_000)
        #expect(
            LatestOffsets.byteCount(keys: 100, bytes: 128 << 20)
                == table(keys: 100, bytes: 128 << 20).byteCount)
    }
}
