import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct DescribeTopicPartitionsTests {
    @Test(arguments: [Int32(1), 2, 3, 100])
    func `pages tell every partition once, in the order of the names`(limit: Int32) throws {
        let world = try ApiWorld()
        for (name, count) in [("c", Int32(4)), ("a", 3), ("b", 1)] {
            try world.create(name, partitions: count)
        }
        var told: [String] = []
        var cursor: DescribeTopicPartitionsRequest.Cursor?
        repeat {
            let page = try world.ask(DescribeTopicPartitions.self) { request in
                request.responsePartitionLimit = limit
                request.cursor = cursor
            }
            let partitions = page.topics.flatMap { topic in
                topic.partitions.map { "\(topic.name ?? "")\($0.partitionIndex)" }
            }
            #expect(partitions.count <= limit)
            told += partitions
            cursor = page.nextCursor.map { next in
                var cursor = DescribeTopicPartitionsRequest.Cursor()
                cursor.topicName = next.topicName
                cursor.partitionIndex = next.partitionIndex
                return cursor
            }
        } while cursor != nil
        #expect(told == ["a0", "a1", "a2", "b0", "c0", "c1", "c2", "c3"])
    }

    @Test func `a cursor outside of the list, or below zero, is refused; an unknown topic is told`()
        throws
    {
        let world = try ApiWorld()
        try world.create("t")
        for (name, partition) in [("zzz", Int32(0)), ("t", -1)] {
            let response = try world.ask(DescribeTopicPartitions.self) { request in
                request.topics = [.init("t")]
                var cursor = DescribeTopicPartitionsRequest.Cursor()
                cursor.topicName = name
                cursor.partitionIndex = partition
                request.cursor = cursor
            }
            #expect(response.topics.map(\.errorCode) == [42])
        }
        let response = try world.ask(DescribeTopicPartitions.self) {
            $0.topics = [.init("t"), .init("nowhere")]
        }
        #expect(response.topics.map(\.errorCode) == [3, 0])
    }

    @Test func `a leader that is not on the client's listener is none, which is no error`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let address = SocketAddress(ip: .loopback4, port: 1)
        let response = try world.ask(
            DescribeTopicPartitions.self,
            on: ConnectionInfo(listener: "OTHER", localAddress: address, peerAddress: address)
        ) { $0.topics = [.init("t")] }
        let partition = try #require(response.topics[0].partitions.first)
        #expect((partition.errorCode, partition.leaderId) == (0, -1))
        #expect(partition.replicaNodes == [1] && partition.offlineReplicas == [1])
    }
}

extension DescribeTopicPartitionsRequest.Topics {
    init(_ name: String) {
        self.init()
        self.name = name
    }
}
