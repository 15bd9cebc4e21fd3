import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct ApiVersionsTests {
    @Test(arguments: ApiVersions.versions)
    func `all that is answered is told, and Produce from version 0 on`(version: Int16) throws {
        let world = try ApiWorld()
        let response = try world.ask(ApiVersions.self, version: version) { request in
            request.clientSoftwareName = "kcat"
            request.clientSoftwareVersion = "1.7.1"
        }
        #expect(response.errorCode == 0)
        #expect(response.apiKeys.count == ApiTable.answered.rows.count)
        let produce = response.apiKeys.first { $0.apiKey == 0 }
        #expect(produce?.minVersion == 0)
        #expect(produce?.maxVersion == 13)
        guard version >= 3 else { return }
        #expect(world.connection.clientSoftwareName == "kcat")
        #expect(response.finalizedFeatures.contains { $0.name == "metadata.version" })
        #expect(version >= 4 || response.supportedFeatures.allSatisfy { $0.minVersion > 0 })
        #expect(response.finalizedFeaturesEpoch >= 0)
    }

    @Test(arguments: [
        ("x", true), ("7", true), ("a-b.c", true), ("a--b", true), ("", false), ("-x", false),
        ("x.", false), ("a b", false), ("a_b", false), ("é", false),
    ])
    func `what the client calls itself must fit the pattern`(name: String, isFit: Bool) throws {
        let world = try ApiWorld()
        for isVersion in [false, true] {
            let response = try world.ask(ApiVersions.self, version: 3) { request in
                request.clientSoftwareName = isVersion ? "x" : name
                request.clientSoftwareVersion = isVersion ? name : "x"
            }
            #expect(response.errorCode == (isFit ? 0 : 42))
        }
    }
}
