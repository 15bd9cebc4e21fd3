import Bytes
import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct DescribeQuorumTests {
    @Test(arguments: DescribeQuorum.versions)
    func `a broker alone leads the quorum, and is its only voter`(version: Int16) throws {
        let world = try ApiWorld()
        let response = try world.describe("__cluster_metadata", 0, version: version)
        let partition = response.topics[0].partitions[0]
        #expect(response.errorCode == 0 && partition.errorCode == 0)
        #expect(partition.leaderId == 1 && partition.leaderEpoch > 0)
        #expect(partition.observers.isEmpty && partition.currentVoters.count == 1)
        let voter = try #require(partition.currentVoters.first)
        #expect(voter.replicaId == 1)
        #expect(partition.highWatermark > 0 && voter.logEndOffset >= partition.highWatermark)
        if version >= 1 {
            #expect(voter.lastFetchTimestamp == world.context.wallTime.rawValue)
            #expect(voter.lastCaughtUpTimestamp == voter.lastFetchTimestamp)
        }
        if version >= 2 {
            #expect(!voter.replicaDirectoryId.isZero)
            #expect(response.nodes.map(\.nodeId) == [1])
            #expect(response.nodes[0].listeners.map(\.name) == ["PLAINTEXT"])
        }
    }

    @Test func `no other log has a quorum`() throws {
        let world = try ApiWorld()
        try world.create("t")
        for (topic, index) in [("t", 0), ("__cluster_metadata", 1)] as [(String, Int32)] {
            let partition = try world.describe(topic, index).topics[0].partitions[0]
            #expect(partition.errorCode == 3 && partition.partitionIndex == index)
        }
    }
}

extension ApiWorld {
    fileprivate func describe(
        _ topic: String, _ index: Int32, version: Int16 = 2
    ) throws -> DescribeQuorumResponse {
        try ask(DescribeQuorum.self, version: version) { request in
            var partition = DescribeQuorumRequest.Topics.Partitions()
            partition.partitionIndex = index
            var asked = DescribeQuorumRequest.Topics()
            asked.topicName = topic
            asked.partitions = [partition]
            request.topics = [asked]
        }
    }
}
