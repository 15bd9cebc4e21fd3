import Bytes
import Cluster
import Testing

@Suite struct PartitionAssignorTests {
    private let topics = [Uuid(high: 1, low: 1): Int32(6), Uuid(high: 1, low: 2): Int32(6)]

    private func subscribers(
        _ count: Int, to topics: Set<Uuid>, having targets: [String: PartitionSet] = [:]
    ) -> [PartitionAssignor.Subscriber] {
        (0..<count).map { number in
            .init(
                name: "m\(number)", memberID: "m\(number)", topics: topics,
                target: targets["m\(number)"] ?? PartitionSet())
        }
    }

    @Test(arguments: PartitionAssignor.allCases, 1...7)
    func `every partition is assigned once, in fair shares`(assignor: PartitionAssignor, count: Int)
    {
        let shares = assignor.assign(
            subscribers(count, to: Set(topics.keys)), partitionCounts: topics)
        #expect(shares.values.reduce(PartitionSet()) { $0.union($1) }.count == 12)
        #expect(shares.values.reduce(0) { $0 + $1.count } == 12)
        let sizes = shares.values.map(\.count)
        let spread = (sizes.max() ?? 0) - (sizes.min() ?? 0)
        #expect(spread <= (assignor == .uniform ? 1 : 2))
    }

    @Test func `uniform moves no more than it must`() {
        let two = PartitionAssignor.uniform.assign(
            subscribers(2, to: Set(topics.keys)), partitionCounts: topics)
        let three = PartitionAssignor.uniform.assign(
            subscribers(3, to: Set(topics.keys), having: two), partitionCounts: topics)
        for id in ["m0", "m1"] {
            #expect(three[id]?.isSubset(of: two[id] ?? PartitionSet()) == true)
        }
        #expect(three["m2"]?.count == 4)
    }

    @Test func `range gives the same partition numbers of all topics to one member`() {
        let shares = PartitionAssignor.range.assign(
            subscribers(4, to: Set(topics.keys)), partitionCounts: topics)
        for share in shares.values {
            #expect(Set(share.topics.values).count == 1)
        }
    }

    @Test func `whoever does not subscribe to a topic gets none of it`() {
        let one = Uuid(high: 1, low: 1)
        for assignor in PartitionAssignor.allCases {
            let all =
                subscribers(2, to: [one]) + [
                    .init(
                        name: "z", memberID: "z", topics: Set(topics.keys), target: PartitionSet())
                ]
            let shares = assignor.assign(all, partitionCounts: topics)
            #expect(shares["m0"]?.topics.keys.allSatisfy { $0 == one } == true)
            #expect(shares["z"]?[Uuid(high: 1, low: 2)].count == 6)
        }
    }
}
