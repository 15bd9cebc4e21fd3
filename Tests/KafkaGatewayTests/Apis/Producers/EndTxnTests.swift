import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct EndTxnTests {
    @Test(arguments: EndTxn.versions)
    func `a transaction is ended, by a marker in each partition`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        var producer = try world.producer("x")
        for partition in 0...1 as ClosedRange<Int32> {
            #expect(try world.write(["x"], to: "t", partition: partition, by: producer) == 0)
        }
        let response = try world.endTransaction(of: producer, commits: true, version: version)
        #expect(response.errorCode == 0)
        world.end()
        #expect(try world.end("t", 0) == 2)
        #expect(try world.end("t", 1) == 2)
        #expect(try world.describe("x").transactionState == "CompleteCommit")
        if version >= 5 {
            #expect(
                (response.producerId, response.producerEpoch) == (producer.id, producer.epoch + 1))
            producer.epoch += 1
        }
        #expect(try world.write(["y"], to: "t", by: producer, sequence: version >= 5 ? 0 : 1) == 0)
    }

    @Test func `who asks again is answered as before, the opposite is refused`() throws {
        let world = try ApiWorld()
        try world.create("t")
        for version in [Int16(4), 5] {
            let producer = try world.producer("x\(version)")
            func code(commits: Bool) throws -> Int16 {
                try world.endTransaction(of: producer, commits: commits, version: version).errorCode
            }
            #expect(try world.write(["x"], to: "t", by: producer) == 0)
            #expect(try code(commits: true) == 0)
            world.end()
            #expect(try code(commits: true) == 0)
            #expect(try code(commits: false) == 48)
        }
        #expect(try world.end("t") == 4)
    }

    @Test func `where nothing was begun there is nothing to commit`() throws {
        let world = try ApiWorld()
        let producer = try world.producer("x")
        func response(commits: Bool, version: Int16) throws -> EndTxnResponse {
            try world.endTransaction(of: producer, commits: commits, version: version)
        }
        #expect(try response(commits: true, version: 3).errorCode == 48)
        #expect(try response(commits: false, version: 3).errorCode == 48)
        let refused = try response(commits: true, version: 5)
        #expect((refused.errorCode, refused.producerId, refused.producerEpoch) == (48, -1, -1))
        let aborted = try response(commits: false, version: 5)
        #expect((aborted.errorCode, aborted.producerEpoch) == (0, producer.epoch + 1))
    }

    @Test func `whoever is not the id's producer is refused in the words of its version`() throws {
        let world = try ApiWorld()
        let old = try world.producer("x")
        _ = try world.producer("x")
        _ = try world.producer("x")
        for (version, fenced) in [(Int16(1), Int16(47)), (2, 90), (5, 90)] {
            func code(_ producer: TestProducer) throws -> Int16 {
                try world.endTransaction(of: producer, commits: true, version: version).errorCode
            }
            #expect(try code(old) == fenced)
            #expect(try code(TestProducer(name: "y", id: old.id, epoch: 0)) == 49)
            #expect(try code(TestProducer(name: "", id: old.id, epoch: 0)) == 42)
        }
    }
}
