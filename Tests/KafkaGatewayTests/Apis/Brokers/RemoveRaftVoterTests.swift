import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct RemoveRaftVoterTests {
    private func code(
        _ change: (inout RemoveRaftVoterRequest) -> Void = { _ in }
    ) throws -> Int16 {
        let world = try ApiWorld()
        return try world.ask(RemoveRaftVoter.self) { request in
            request.clusterId = world.broker.clusterID
            request.voterId = 1
            request.voterDirectoryId = Uuid(high: 1, low: 1)
            change(&request)
        }.errorCode
    }

    @Test func `the voters of a broker alone are fixed`() throws {
        #expect(try code() == 35)
    }

    @Test func `another cluster, or no voter, is refused`() throws {
        #expect(try code { $0.clusterId = "another" } == 104)
        #expect(try code { $0.voterId = -1 } == 42)
        #expect(try code { $0.voterDirectoryId = .zero } == 42)
    }
}
