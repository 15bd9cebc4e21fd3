import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct AlterPartitionReassignmentsTests {
    @Test(arguments: AlterPartitionReassignments.versions)
    func `the present list is taken, and a cancellation needs something to cancel`(
        version: Int16
    ) throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        #expect(try world.reassign("t", [(0, nil), (1, [1]), (5, [1])], version) == [85, 0, 3])
        #expect(try world.reassign("nowhere", [(0, [1])], version) == [3])
        #expect(world.context.image.topics["t"]?.partitions[1].replicas == [1])
    }

    @Test(arguments: [[], [1, 1], [99], [-1]])
    func `a list that no partition can have is refused`(replicas: [Int32]) throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.reassign("t", [(0, replicas)]) == [39])
    }
}

extension ApiWorld {
    fileprivate func reassign(
        _ name: String, _ moves: [(Int32, [Int32]?)], _ version: Int16 = 1
    ) throws -> [Int16] {
        let response = try ask(AlterPartitionReassignments.self, version: version) { request in
            var topic = AlterPartitionReassignmentsRequest.Topics()
            topic.name = name
            topic.partitions = moves.map { index, replicas in
                var partition = AlterPartitionReassignmentsRequest.Topics.Partitions()
                partition.partitionIndex = index
                partition.replicas = replicas
                return partition
            }
            request.topics = [topic]
        }
        #expect(response.errorCode == 0)
        return response.responses[0].partitions.map(\.errorCode)
    }
}
