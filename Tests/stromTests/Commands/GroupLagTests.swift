import Testing

@testable import strom

struct GroupLagTests {
    @Test func `the lag is what lies between`() {
        let lag = PartitionLag(
            topic: "t", partition: 0, committed: 7, end: 10, milliseconds: 1_250)
        #expect(lag.records == 3)
        #expect(lag.cells == ["7", "10", "3", "1.3"])
    }

    @Test func `what is not known is a dash`() {
        let lag = PartitionLag(
            topic: "t", partition: 0, committed: nil, end: nil, milliseconds: nil)
        #expect(lag.records == nil)
        #expect(lag.cells == ["-", "-", "-", "-"])
    }

    @Test func `a group before a log that was cut has no negative lag`() {
        let lag = PartitionLag(topic: "t", partition: 0, committed: 12, end: 10, milliseconds: 0)
        #expect(lag.records == 0)
    }
}
