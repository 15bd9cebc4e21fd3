import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct OffsetForLeaderEpochTests {
    @Test(arguments: OffsetForLeaderEpoch.versions)
    func `the present epoch ends where the log does, a newer one is unknown`(
        version: Int16
    ) throws {
        let world = try ApiWorld()
        try world.create("t")
        _ = try world.produce(world.batch(["a", "b"]), to: "t")
        let epoch = try world.look(up: -1, in: "t").leaderEpoch
        let cases: [(partition: Int32, epoch: Int32, current: Int32)] = [
            (0, epoch, -1), (0, epoch + 1, -1), (0, epoch, epoch + 1), (9, epoch, -1),
        ]
        let response = try world.ask(OffsetForLeaderEpoch.self, version: version) { request in
            var topic = OffsetForLeaderEpochRequest.Topics()
            topic.topic = "t"
            topic.partitions = cases.map { asked in
                var partition = OffsetForLeaderEpochRequest.Topics.Partitions()
                partition.partition = asked.partition
                partition.leaderEpoch = asked.epoch
                partition.currentLeaderEpoch = asked.current
                return partition
            }
            request.topics = [topic]
        }
        let parts = response.topics[0].partitions
        #expect(parts.map(\.errorCode) == [0, 0, 75, 3])
        #expect(parts.map(\.endOffset) == [2, -1, -1, -1])
        #expect(parts.map(\.leaderEpoch) == [epoch, -1, -1, -1])
    }
}
