import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct ListPartitionReassignmentsTests {
    @Test func `what does not move is left out, and what is not there`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.moving(["t": [0, 7], "nowhere": [0]]).isEmpty)
        #expect(try world.moving(nil).isEmpty)
    }

    @Test func `a partition that moves is shown with what comes and what goes`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        try world.register(2)
        try world.move("t", 1, to: [2])
        for topics in [nil, ["t": [0, 1]]] as [[String: [Int32]]?] {
            let topic = try #require(try world.moving(topics).first)
            #expect(topic.name == "t")
            let partition = try #require(topic.partitions.first)
            #expect(topic.partitions.count == 1 && partition.partitionIndex == 1)
            #expect(partition.replicas == [2, 1])
            #expect(partition.addingReplicas == [2] && partition.removingReplicas == [1])
        }
    }
}

extension ApiWorld {
    fileprivate func moving(
        _ topics: [String: [Int32]]?
    ) throws -> [ListPartitionReassignmentsResponse.Topics] {
        let response = try ask(ListPartitionReassignments.self) { request in
            request.topics = topics?.map { name, indexes in
                var topic = ListPartitionReassignmentsRequest.Topics()
                topic.name = name
                topic.partitionIndexes = indexes
                return topic
            }
        }
        #expect(response.errorCode == 0)
        return response.topics
    }

    /// Another broker as far as the controller knows: nobody answers for it.
    func register(_ id: Int32) throws {
        let registration = try broker.controller.register(
            Registration(
                id: id, incarnation: Uuid(high: 1, low: UInt64(id)), endpoints: [], rack: nil,
                directories: [Uuid(high: 2, low: UInt64(id))]),
            now: context.wallTime)
        settle()
        #expect(context.image.brokers[id]?.epoch == registration.value)
    }

    fileprivate func move(_ topic: String, _ index: Int32, to replicas: [Int32]) throws {
        let partition = TopicPartition(topic: topic, partition: PartitionIndex(rawValue: index))
        let decision = try broker.controller.reassign(
            [.init(partition, to: replicas)], now: context.wallTime)
        #expect(decision.value == [nil])
        settle()
    }
}
