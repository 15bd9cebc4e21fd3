import KafkaProtocol
import Testing

@Suite struct ApiKeyTests {
    @Test func `the names are the schema's`() throws {
        let rows = try Schema.lines(of: "INDEX.txt")
        #expect(ApiKey.all.map { Int($0.rawValue) } == rows.map { Int($0[0]) })
        #expect(ApiKey.all.map(\.name) == rows.map { String($0[1]) })
    }

    @Test func `a constant bears the name of its number`() {
        #expect(ApiKey.produce.name == "Produce")
        #expect(ApiKey.describeTopicPartitions.name == "DescribeTopicPartitions")
        #expect(ApiKey.deleteShareGroupOffsets.name == "DeleteShareGroupOffsets")
    }

    @Test(arguments: [-1, 93, Int16.max])
    func `a number without a name is shown as a number`(number: Int16) {
        #expect(ApiKey(rawValue: number).name == nil)
        #expect(ApiKey(rawValue: number).description == "\(number)")
    }
}
