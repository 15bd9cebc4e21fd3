import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct AddRaftVoterTests {
    private func code(
        _ version: Int16 = 1, _ change: (inout AddRaftVoterRequest) -> Void = { _ in }
    ) throws -> Int16 {
        let world = try ApiWorld()
        return try world.ask(AddRaftVoter.self, version: version) { request in
            request.clusterId = world.broker.clusterID
            request.voterId = 2
            request.voterDirectoryId = Uuid(high: 1, low: 2)
            var listener = AddRaftVoterRequest.Listeners()
            listener.name = "CONTROLLER"
            listener.host = "localhost"
            listener.port = 1
            request.listeners = [listener]
            change(&request)
        }.errorCode
    }

    @Test(arguments: AddRaftVoter.versions)
    func `the voters of a broker alone are fixed`(version: Int16) throws {
        #expect(try code(version) == 35)
        #expect(try code(version) { $0.clusterId = nil } == 35)
    }

    @Test func `what is meant for another cluster is refused first of all`() throws {
        #expect(try code { $0.clusterId = "another" } == 104)
        #expect(
            try code {
                $0.clusterId = "another"
                $0.voterId = -1
            } == 104)
    }

    @Test func `a voter has an id, a directory and an address`() throws {
        #expect(try code { $0.voterId = -1 } == 42)
        #expect(try code { $0.voterDirectoryId = .zero } == 42)
        #expect(try code { $0.listeners = [] } == 42)
    }
}
