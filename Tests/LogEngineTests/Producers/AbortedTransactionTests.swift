import KafkaProtocol
import Simulation
import Testing

@testable import LogEngine

@Suite struct AbortedTransactionTests {
    @Test func `A row of the index is Kafka's, of 34 bytes`() {
        let row = AbortedTransaction(
            producerID: ProducerID(rawValue: 4000), firstOffset: Offset(rawValue: 17),
            lastOffset: Offset(rawValue: 300), lastStableOffset: Offset(rawValue: 301))
        var bytes: [UInt8] = []
        row.append(to: &bytes)
        let golden: [UInt8] =
            [0, 0]
            + [0, 0, 0, 0, 0, 0, 0x0F, 0xA0] + [0, 0, 0, 0, 0, 0, 0, 17]
            + [0, 0, 0, 0, 0, 0, 1, 0x2C] + [0, 0, 0, 0, 0, 0, 1, 0x2D]
        #expect(bytes == golden)
        #expect(unsafe AbortedTransaction(golden.span.bytes, at: 0) == row)
        #expect(row.isPossible)
    }

    @Test func `What ends later was not decided before`() {
        func row(_ first: Int64, _ last: Int64, stable: Int64) -> AbortedTransaction {
            AbortedTransaction(
                producerID: ProducerID(rawValue: 7), firstOffset: Offset(rawValue: first),
                lastOffset: Offset(rawValue: last), lastStableOffset: Offset(rawValue: stable))
        }
        let later = row(4, 9, stable: 10)
        #expect(later.follows(row(1, 7, stable: 4)))
        #expect(row(8, 9, stable: 10).follows(row(1, 7, stable: 8)))
        // Readers who end at 6 would not be told of the later one.
        #expect(!later.follows(row(1, 7, stable: 6)))
        #expect(!later.follows(row(1, 9, stable: 4)))
    }

    @Test func `The index of a log is what Kafka writes`() throws {
        let test = try TestLog()
        try test.write(7, sequence: 0)
        try test.write(8, sequence: 0)
        try test.end(8, commits: false)
        try test.end(7, commits: false)
        try test.log.roll()
        let bytes = try test.disk.open("orders-0/00000000000000000000.txnindex", .read).bytes()
        func row(_ numbers: [UInt8]) -> [UInt8] {
            [0, 0] + numbers.flatMap { [0, 0, 0, 0, 0, 0, 0, $0] }
        }
        // Producer, first offset, marker, last stable offset: 7 is open when 8 ends.
        #expect(bytes == row([8, 1, 2, 0]) + row([7, 0, 3, 4]))
        try test.append(1)
        try test.log.roll()
        #expect(try !test.names().contains("00000000000000000004.txnindex"), "no row, no file")
    }
}
