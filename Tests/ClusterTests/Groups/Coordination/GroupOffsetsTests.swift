import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import Cluster

@Suite struct GroupOffsetsTests {
    private let place = CoordinatedWorld.place(0)
    private let one = ProducerID(rawValue: 1)
    private let two = ProducerID(rawValue: 2)

    @Test func `two transactions may commit for one partition, and each ends for itself`() {
        var offsets = GroupOffsets()
        offsets.commit(at(0, 10), "g", place, by: one)
        offsets.commit(at(1, 20), "g", place, by: two)
        offsets.end(two, commits: true)
        #expect(offsets["g", place]?.offset == 20)
        #expect(offsets.isPending("g", place))
        // Its record lies before: the compacted log would tell of the other one.
        offsets.end(one, commits: true)
        #expect(offsets["g", place]?.offset == 20)
        #expect(!offsets.isPending("g", place))
        #expect(!offsets.isPending("g"))
    }

    @Test func `of two commits in one transaction the later counts`() {
        var offsets = GroupOffsets()
        offsets.commit(at(0, 10), "g", place, by: one)
        offsets.commit(at(1, 5), "g", place, by: one)
        offsets.end(one, commits: true)
        #expect(offsets["g", place]?.offset == 5)
    }

    @Test func `the end of a transaction that committed nothing is nothing`() {
        var offsets = GroupOffsets()
        offsets.end(one, commits: true)
        #expect(offsets.groups.isEmpty)
    }

    @Test func `what is forgotten is forgotten by every transaction`() {
        var offsets = GroupOffsets()
        offsets.commit(at(0, 10), "g", place, by: one)
        offsets.commit(at(1, 10), "g", place, by: two)
        offsets.commit(at(2, 10), "h", place, by: two)
        offsets.forget("g", place)
        #expect(offsets.hasNone("g"))
        #expect(offsets.groups == ["h"])
        offsets.end(one, commits: true)
        offsets.end(two, commits: true)
        #expect(offsets.groups == ["h"])
        #expect(offsets["h", place]?.offset == 10)
    }

    private func at(_ record: Int64, _ offset: Int64) -> CommittedOffset {
        var committed = CommittedOffset(offset: offset, commitTimestamp: Timestamp(rawValue: 0))
        committed.recordOffset = Offset(rawValue: record)
        return committed
    }
}
