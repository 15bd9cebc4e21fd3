import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct FindCoordinatorTests {
    @Test(arguments: FindCoordinator.versions)
    func `every key has an answer of its own`(version: Int16) throws {
        let world = try ApiWorld()
        func codes(_ type: Int8) throws -> [Int16] {
            let response = try world.ask(FindCoordinator.self, version: version) { request in
                request.keyType = type
                request.key = "x"
                request.coordinatorKeys = ["x", "y"]
            }
            return version < 4 ? [response.errorCode] : response.coordinators.map(\.errorCode)
        }
        let count = version < 4 ? 1 : 2
        #expect(try codes(0) == Array(repeating: 15, count: count))
        guard version >= 1 else { return }
        #expect(try codes(1) == Array(repeating: 15, count: count))
        #expect(try codes(9) == Array(repeating: 42, count: count))
    }

    @Test(arguments: [Int8(0), 1])
    func `looking for a coordinator makes the topic, whose leader it is`(type: Int8) throws {
        let world = try ApiWorld()
        func answer() throws -> FindCoordinatorResponse {
            try world.ask(FindCoordinator.self, version: 3) { request in
                request.keyType = type
                request.key = "x"
            }
        }
        #expect(try answer().nodeId == -1)
        world.settle()
        #expect(try answer().nodeId == 1)
        let name = type == 0 ? "__consumer_offsets" : "__transaction_state"
        #expect(world.context.image.topics[name]?.partitions.count == 50)
    }
}
