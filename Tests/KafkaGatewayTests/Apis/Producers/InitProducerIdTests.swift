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

    @Test func `an id without its epoch, an empty name and a bad timeout are refused`() throws {
        let world = try ApiWorld()
        try world.prepareTransactions()
        func code(
            _ name: String?, timeoutMs: Int32 = 60_000, id: Int64 = -1, epoch: Int16 = -1
        ) throws -> Int16 {
            let response = try world.initialize(name, timeoutMs: timeoutMs, id: id, epoch: epoch)
            #expect((response.producerId, response.producerEpoch) == (-1, -1))
            return response.errorCode
        }
        #expect(try code(nil, id: 7) == 42)
        #expect(try code(nil, epoch: 7) == 42)
        #expect(try code("") == 42)
        for timeout in [0, -1, 900_001, Int32.max] {
            #expect(try code("x", timeoutMs: timeout) == 50)
        }
    }

    @Test func `before the topic of transactions is made there is no coordinator`() throws {
        let world = try ApiWorld()
        #expect(try world.initialize("x").errorCode == 16)
    }

    @Test(arguments: InitProducerId.versions)
    func `a transactional id keeps its producer id, in ever later epochs`(version: Int16) throws {
        let world = try ApiWorld()
        try world.prepareTransactions()
        let first = try world.initialize("x", version: version)
        #expect((first.errorCode, first.producerEpoch) == (0, 0))
        let second = try world.initialize("x", version: version)
        #expect(
            (second.errorCode, second.producerId, second.producerEpoch) == (0, first.producerId, 1))
        #expect(try world.initialize("y", version: version).producerId != first.producerId)
    }

    @Test func `a producer that was replaced is told so in the words of its version`() throws {
        let world = try ApiWorld()
        let old = try world.producer("x")
        _ = try world.producer("x")
        _ = try world.producer("x")
        for (version, code) in [(Int16(3), Int16(47)), (4, 90)] {
            let response = try world.initialize(
                "x", version: version, id: old.id, epoch: old.epoch)
            #expect(response.errorCode == code)
        }
    }

    @Test func `what the producer before left open is aborted first`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let old = try world.producer("x")
        #expect(try world.write(["lost"], to: "t", by: old) == 0)
        #expect(try world.initialize("x").errorCode == 51)
        let new = try world.producer("x")
        #expect(new.id == old.id && new.epoch == old.epoch + 2)
        #expect(try world.end("t") == 2, "the abort's marker")
    }
}
