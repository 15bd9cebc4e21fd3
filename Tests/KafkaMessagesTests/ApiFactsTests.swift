import KafkaMessages
import Testing

@Suite struct ApiFactsTests {
    @Test func `each key of Kafka 4,2 is there, in order`() {
        #expect(ApiFacts.all.map(\.key) == Array(0...3) + Array(8...92))
        for api in ApiFacts.all {
            #expect(ApiFacts.of(key: api.key)?.name == api.name)
        }
        for key in [-1, 4, 7, 93, .max] as [Int16] {
            #expect(ApiFacts.of(key: key) == nil)
        }
    }

    @Test func `they say what the messages say`() {
        for message in MessageCase.all {
            guard let request = message.type as? any RequestMessage.Type else { continue }
            let api = ApiFacts.of(key: request.apiKey)
            #expect(api?.versions == request.versions)
            #expect(api?.flexibleFrom == request.flexibleFrom)
            #expect(message.testDescription == "\(api?.name ?? "")Request")
        }
    }

    @Test(
        arguments: [
            (key: 0, version: 8, request: 1, response: 0),
            (key: 0, version: 9, request: 2, response: 1),
            (key: 17, version: 1, request: 1, response: 0),
            (key: 18, version: 2, request: 1, response: 0),
            (key: 18, version: 3, request: 2, response: 0),
            (key: 75, version: 0, request: 2, response: 1),
        ] as [(key: Int16, version: Int16, request: Int16, response: Int16)])
    func `headers have tags where messages do, but never before an ApiVersions response`(
        key: Int16, version: Int16, request: Int16, response: Int16
    ) throws {
        let api = try #require(ApiFacts.of(key: key))
        #expect(api.requestHeaderVersion(version) == request)
        #expect(api.responseHeaderVersion(version) == response)
    }

    @Test func `Produce names versions that it does not have`() {
        #expect(ApiFacts.of(key: 0)?.advertised == 0...13)
        #expect(ApiFacts.of(key: 0)?.versions == 3...13)
        #expect(ApiFacts.of(key: 22)?.advertised == 0...5)
    }
}
