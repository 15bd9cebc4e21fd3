import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DescribeLogDirsTests {
    @Test(arguments: DescribeLogDirs.versions)
    func `the directory tells what lies in it, and how much room is left`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        _ = try world.produce(world.batch([String(repeating: "x", count: 1000)]), to: "t")
        let all = try world.ask(DescribeLogDirs.self, version: version) { $0.topics = nil }
        let directory = try #require(all.results.first)
        #expect(directory.logDir == "/data")
        #expect(directory.topics.map(\.name) == ["t"])
        let sizes = directory.topics[0].partitions.map(\.partitionSize)
        #expect(sizes[0] > 1000)
        #expect(sizes[1] == 0)
        if version >= 4 {
            #expect(directory.usableBytes > 0)
            #expect(directory.usableBytes <= directory.totalBytes)
        }
        let none = try world.ask(DescribeLogDirs.self, version: version) { $0.topics = [] }
        #expect(none.results[0].topics.isEmpty)
    }
}
