import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct AddPartitionsToTxnTests {
    @Test(arguments: Int16(0)...3)
    func `partitions are added to the transaction, which begins`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 3)
        let producer = try world.producer("x")
        #expect(try world.describe("x").transactionState == "Empty")
        #expect(try world.add([0, 2], of: "t", to: producer, version: version) == [0, 0])
        #expect(try world.add([1], of: "t", to: producer, version: version) == [0])
        let state = try world.describe("x")
        #expect(state.transactionState == "Ongoing")
        #expect(state.topics.map(\.partitions) == [[0, 1, 2]])
    }

    @Test func `where one partition does not exist, none is added`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let producer = try world.producer("x")
        #expect(try world.add([0, 9], of: "t", to: producer) == [55, 3])
        #expect(try world.add([0], of: "nowhere", to: producer) == [3])
        #expect(try world.describe("x").transactionState == "Empty")
    }

    @Test func `whoever is not the id's producer is refused in the words of its version`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let old = try world.producer("x")
        _ = try world.producer("x")
        var foreign = old
        foreign.id += 1000
        let stranger = TestProducer(name: "y", id: old.id, epoch: 0)
        let nobody = TestProducer(name: "", id: old.id, epoch: 0)
        for (version, fenced) in [(Int16(1), Int16(47)), (2, 90), (3, 90)] {
            #expect(try world.add([0], of: "t", to: old, version: version) == [fenced])
            #expect(try world.add([0], of: "t", to: foreign, version: version) == [49])
            #expect(try world.add([0], of: "t", to: stranger, version: version) == [49])
            #expect(try world.add([0], of: "t", to: nobody, version: version) == [42])
        }
    }

    @Test(arguments: Int16(4)...5)
    func `a broker adds for many transactions, and may only ask`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let producers = [try world.producer("x"), try world.producer("y")]
        func codes(_ partitions: [Int32], verifyOnly: Bool) throws -> [[Int16]] {
            let response = try world.ask(AddPartitionsToTxn.self, version: version) { request in
                request.transactions = producers.map { producer in
                    var asked = AddPartitionsToTxnRequest.Transactions()
                    asked.transactionalId = producer.name
                    asked.producerId = producer.id
                    asked.producerEpoch = producer.epoch
                    asked.verifyOnly = verifyOnly
                    var topic = AddPartitionsToTxnRequest.Transactions.Topics()
                    topic.name = "t"
                    topic.partitions = partitions
                    asked.topics = [topic]
                    return asked
                }
            }
            #expect(response.resultsByTransaction.map(\.transactionalId) == ["x", "y"])
            return response.resultsByTransaction.map { result in
                result.topicResults[0].resultsByPartition.map(\.partitionErrorCode)
            }
        }
        let not: Int16 = version == 4 ? 48 : 120
        #expect(try codes([0, 1], verifyOnly: true) == [[not, not], [not, not]])
        #expect(try world.describe("x").transactionState == "Empty")
        #expect(try codes([0], verifyOnly: false) == [[0], [0]])
        #expect(try codes([0, 1], verifyOnly: true) == [[0, not], [0, not]])
    }
}
