import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct MetadataTests {
    @Test(arguments: Metadata.versions)
    func `all topics, named ones, or none are told`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("a", partitions: 2)
        try world.create("b")
        let all = try world.ask(Metadata.self, version: version) { request in
            request.topics = version == 0 ? [] : nil
        }
        #expect(all.topics.map(\.name) == ["a", "b"])
        #expect(all.brokers.map(\.nodeId) == [1])
        #expect(all.topics[0].partitions.map(\.leaderId) == [1, 1])
        if version >= 1 {
            let none = try world.ask(Metadata.self, version: version) { $0.topics = [] }
            #expect(none.topics.isEmpty)
            #expect(none.controllerId == 1)
        }
        let one = try world.ask(Metadata.self, version: version) { $0.topics = [.init("b")] }
        #expect(one.topics.map(\.name) == ["b"])
    }

    @Test func `a missing topic is told as such, and made where that is allowed`() throws {
        let world = try ApiWorld()
        for isAllowed in [false, true] {
            let response = try world.ask(Metadata.self) { request in
                request.topics = [.init("new"), .init("a b")]
                request.allowAutoTopicCreation = isAllowed
            }
            #expect(response.topics.map(\.errorCode) == [3, 17])
            #expect((world.context.image.topics["new"] != nil) == isAllowed)
        }
        #expect(world.context.image.topics["a b"] == nil)
    }

    @Test func `from version 12 on topics are found by id`() throws {
        let world = try ApiWorld()
        let id = try world.create("t")
        var byID = MetadataRequest.Topics()
        byID.name = nil
        byID.topicId = id
        var unknown = byID
        unknown.topicId = Uuid(high: 1, low: 1)
        var named = byID
        named.name = ""
        let response = try world.ask(Metadata.self, version: 12) {
            $0.topics = [byID, unknown, named]
        }
        #expect(response.topics.map(\.name) == ["t", nil, "t"])
        #expect(response.topics.map(\.errorCode) == [0, 100, 0])
        let old = try world.ask(Metadata.self, version: 11) { $0.topics = [byID] }
        #expect(old.topics.map(\.errorCode) == [42])
    }

    @Test func `each client is told the address of the listener that it came in on`() throws {
        let world = try ApiWorld()
        let local = try world.ask(Metadata.self)
        #expect(local.brokers.map(\.host) == ["localhost"])
        #expect(local.brokers.map(\.port) == [19092])
        let address = SocketAddress(ip: .loopback4, port: 9093)
        let outside = try world.ask(
            Metadata.self,
            on: ConnectionInfo(listener: "OUTSIDE", localAddress: address, peerAddress: address))
        #expect(outside.brokers.map(\.host) == ["example.org"])
        #expect(outside.brokers.map(\.port) == [9093])
    }

    @Test func `a leader that is not on the client's listener is none`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let address = SocketAddress(ip: .loopback4, port: 9094)
        for (version, code) in [(Int16(5), Int16(5)), (6, 72)] {
            let response = try world.ask(
                Metadata.self, version: version,
                on: ConnectionInfo(listener: "OTHER", localAddress: address, peerAddress: address)
            ) { $0.topics = [.init("t")] }
            #expect(response.topics[0].partitions.map(\.errorCode) == [code])
            #expect(response.topics[0].partitions.map(\.leaderId) == [-1])
        }
    }

    @Test func `operations are told when they are asked for`() throws {
        let world = try ApiWorld()
        try world.create("t")
        for isAsked in [false, true] {
            let response = try world.ask(Metadata.self, version: 10) { request in
                request.topics = [.init("t")]
                request.includeTopicAuthorizedOperations = isAsked
                request.includeClusterAuthorizedOperations = isAsked
            }
            #expect(response.topics[0].topicAuthorizedOperations == (isAsked ? 0xDF8 : .min))
            #expect(response.clusterAuthorizedOperations == (isAsked ? 0x1FA0 : .min))
        }
    }
}

extension MetadataRequest.Topics {
    init(_ name: String) {
        self.init()
        self.name = name
    }
}
