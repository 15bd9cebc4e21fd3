import Testing

@testable import KafkaClient

struct Murmur2Tests {
    /// What Kafka's own tests of `Utils.murmur2` have.
    @Test(
        arguments: [
            ("21", -973_932_308), ("foobar", -790_332_482),
            ("a-little-bit-long-string", -985_981_536),
            ("a-little-bit-longer-string", -1_486_304_829),
            ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971), ("abc", 479_470_107),
        ] as [(String, Int32)])
    func `a key has the hash that Java's producer gives it`(key: String, hash: Int32) {
        #expect(Int32(bitPattern: Murmur2.hash(Array(key.utf8))) == hash)
    }

    @Test func `a partition is one of those that there are`() {
        for number in 0..<1000 {
            let partition = Murmur2.partition(of: Array("key \(number)".utf8), count: 7)
            #expect((0..<7).contains(partition))
        }
    }
}
