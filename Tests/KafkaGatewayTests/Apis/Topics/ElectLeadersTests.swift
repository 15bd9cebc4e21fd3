import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct ElectLeadersTests {
    @Test(arguments: ElectLeaders.versions)
    func
        `a partition with its preferred leader needs no election, and one that is not there has none`(
            version: Int16
        ) throws
    {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let response = try world.elect(["t": [0, 1, 9], "nowhere": [0]], version: version)
        #expect(response.errorCode == 0)
        #expect(world.codes(response) == ["t": [84, 84, 3], "nowhere": [3]])
    }

    @Test func `of all partitions none is told of that needed nothing`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        #expect(try world.elect(nil).replicaElectionResults.isEmpty)
    }

    @Test func `an unclean election is needed only where there is no leader`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(world.codes(try world.elect(["t": [0]], type: 1)) == ["t": [84]])
    }

    @Test func `a kind of election that is not known is refused`() throws {
        let world = try ApiWorld()
        #expect(try world.elect(["t": [0]], type: 7).errorCode == 42)
    }
}

extension ApiWorld {
    fileprivate func elect(
        _ partitions: [String: [Int32]]?, type: Int8 = 0, version: Int16 = 2
    ) throws -> ElectLeadersResponse {
        try ask(ElectLeaders.self, version: version) { request in
            request.electionType = type
            request.topicPartitions = partitions?.sorted { $0.key > $1.key }.map { name, indexes in
                var topic = ElectLeadersRequest.TopicPartitions()
                topic.topic = name
                topic.partitions = indexes
                return topic
            }
        }
    }

    fileprivate func codes(_ response: ElectLeadersResponse) -> [String: [Int16]] {
        Dictionary(
            uniqueKeysWithValues: response.replicaElectionResults.map { topic in
                (topic.topic, topic.partitionResult.map(\.errorCode))
            })
    }
}
