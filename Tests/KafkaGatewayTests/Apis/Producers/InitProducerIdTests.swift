import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct InitProducerIdTests {
    @Test func `every call gives a new id with epoch 0`() throws {
        let world = try ApiWorld()
        var seen: Set<Int64> = []
        for version in InitProducerId.versions {
            for _ in 0..<500 {
                let response = try world.ask(InitProducerId.self, version: version) {
                    $0.transactionalId = nil
                }
                #expect((response.errorCode, response.producerEpoch) == (0, 0))
                seen.insert(response.producerId)
            }
        }
        #expect(seen.count == 500 * InitProducerId.versions.count)
    }

    @Test func `an id without its epoch is refused, and so is what a coordinator must answer`()
        throws
    {
        let world = try ApiWorld()
        func code(_ fill: (inout InitProducerIdRequest) -> Void) throws -> Int16 {
            try world.ask(InitProducerId.self) { request in
                request.transactionalId = nil
                fill(&request)
            }.errorCode
        }
        #expect(try code { $0.producerId = 7 } == 42)
        #expect(try code { $0.producerEpoch = 7 } == 42)
        #expect(try code { $0.transactionalId = "" } == 42)
        #expect(try code { $0.transactionalId = "x" } == 16)
    }
}
