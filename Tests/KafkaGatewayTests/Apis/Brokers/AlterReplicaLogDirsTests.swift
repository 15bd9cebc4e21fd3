import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct AlterReplicaLogDirsTests {
    @Test(arguments: AlterReplicaLogDirs.versions)
    func `what is asked to be where it is is there; another directory or partition there is not`(
        version: Int16
    ) throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.move("t", [0, 4], to: "/data", version) == [0, 3])
        #expect(try world.move("nowhere", [0], to: "/data", version) == [3])
        #expect(try world.move("t", [0], to: "/elsewhere", version) == [57])
    }

    @Test func `a topic in two directories is answered once`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let response = try world.ask(AlterReplicaLogDirs.self) { request in
            request.dirs = [("/data", [0]), ("/elsewhere", [1])].map(Self.directory)
        }
        #expect(response.results.map(\.topicName) == ["t"])
        #expect(response.results[0].partitions.map(\.errorCode) == [0, 57])
    }

    fileprivate static func directory(
        _ path: String, _ partitions: [Int32]
    ) -> AlterReplicaLogDirsRequest.Dirs {
        var topic = AlterReplicaLogDirsRequest.Dirs.Topics()
        topic.name = "t"
        topic.partitions = partitions
        var directory = AlterReplicaLogDirsRequest.Dirs()
        directory.path = path
        directory.topics = [topic]
        return directory
    }
}

extension ApiWorld {
    fileprivate func move(
        _ topic: String, _ partitions: [Int32], to path: String, _ version: Int16
    ) throws -> [Int16] {
        let response = try ask(AlterReplicaLogDirs.self, version: version) { request in
            request.dirs = [AlterReplicaLogDirsTests.directory(path, partitions)]
            request.dirs[0].topics[0].name = topic
        }
        return response.results[0].partitions.map(\.errorCode)
    }
}
