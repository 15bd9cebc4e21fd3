import KafkaProtocol
import LogEngine
import Testing

@Suite struct SegmentNameTests {
    @Test(arguments: [0, 42, .max] as [Int64])
    func `a name is read as it was written`(_ base: Int64) {
        for kind in SegmentName.Kind.allCases {
            let name = SegmentName.name(of: Offset(rawValue: base), kind)
            let read = SegmentName.parse(name)
            #expect(read?.baseOffset.rawValue == base)
            #expect(read?.kind == kind)
        }
        #expect(SegmentName.name(of: .zero, .timeIndex) == "00000000000000000000.timeindex")
    }

    @Test(arguments: [
        "0.log", "00000000000000000000", "00000000000000000000.log.deleted",
        "00000000000000000000.logs", "-0000000000000000001.log", "99999999999999999999.log",
        "0000000000000000000a.log", "partition.metadata", ".log", "",
    ])
    func `anything else is no name`(_ name: String) {
        #expect(SegmentName.parse(name) == nil)
    }
}
