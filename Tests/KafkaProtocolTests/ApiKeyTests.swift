import KafkaProtocol
import Testing

@Suite struct ApiKeyTests {
    @Test func `every API of the schema has its name here`() throws {
        let apis = try Schema.apis()
        #expect(apis.count > 80)
        for (number, name) in apis {
            #expect(ApiKey(rawValue: Int16(number)).name == name)
        }
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
