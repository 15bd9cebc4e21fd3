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
}
