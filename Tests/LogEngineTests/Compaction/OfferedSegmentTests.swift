import KafkaProtocol
import Testing

@testable import LogEngine

@Suite struct OfferedSegmentTests {
    @Test(arguments: [7, .max, nil] as [Int64?])
    func `a name is read as it was written`(end: Int64?) {
        let segment = OfferedSegment(
            baseOffset: Offset(rawValue: 6), end: end.map { Offset(rawValue: $0) })
        #expect(OfferedSegment(name: segment.name) == segment)
    }

    @Test func `The offset after its last record stands in the name, and in Kafka's none`() {
        let end = Offset(rawValue: 42)
        #expect(
            OfferedSegment(baseOffset: .zero, end: end).name == "00000000000000000000.log.42.swap")
        #expect(OfferedSegment(name: "00000000000000000000.log.swap")?.end == nil)
        #expect(OfferedSegment(name: "00000000000000000000.log.swap")?.baseOffset == .zero)
    }

    @Test(arguments: [
        "00000000000000000006.log", "00000000000000000006.index.7.swap", "6.log.7.swap",
        "00000000000000000006.log.6.swap", "00000000000000000006.log.x.swap", ".swap",
        "00000000000000000006.log.7.8.swap", "00000000000000000006.log.7.deleted",
    ])
    func `anything else is no name`(_ name: String) {
        #expect(OfferedSegment(name: name) == nil)
    }
}
