import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct UpdateFeaturesTests {
    @Test(arguments: UpdateFeatures.versions)
    func `a level is told by ApiVersions once it is changed, at a later epoch`(version: Int16)
        throws
    {
        let world = try ApiWorld()
        let before = try world.finalized()
        let lowered = try world.update("group.version", to: 0, lowering: true, version: version)
        #expect(lowered.errorCode == 0 && lowered.errorMessage == nil)
        #expect(lowered.results.map(\.errorCode) == (version < 2 ? [0] : []))
        let after = try world.finalized()
        #expect(after.levels == before.levels.filter { $0.key != "group.version" })
        #expect(after.epoch > before.epoch)
        #expect(try world.update("group.version", to: 1, version: version).errorCode == 0)
        #expect(try world.finalized().levels == before.levels)
    }

    @Test(arguments: UpdateFeatures.versions)
    func `a refused level is the error of the whole, and of its feature where there is room`(
        version: Int16
    ) throws {
        let world = try ApiWorld()
        let before = try world.finalized()
        let response = try world.ask(UpdateFeatures.self, version: version) { request in
            request.featureUpdates = [.init("group.version", 1), .init("metadata.version", 32000)]
        }
        #expect(response.errorCode == 95)
        let reason = "Invalid update version 32000 for feature metadata.version. "
        #expect(response.errorMessage?.contains(reason) == true)
        #expect(response.results.map(\.errorCode) == (version < 2 ? [96, 95] : []))
        #expect(try world.update("group.version", to: 0, version: version).errorCode == 95)
        #expect(try world.finalized() == before)
    }

    @Test func `a request that only asks, and one for nothing, change nothing`() throws {
        let world = try ApiWorld()
        let before = try world.finalized()
        let asked = try world.update("group.version", to: 0, lowering: true, validateOnly: true)
        #expect(asked.errorCode == 0)
        #expect(try world.ask(UpdateFeatures.self).errorCode == 0)
        #expect(try world.finalized() == before)
    }

    @Test func `no answer comes before the record is durable`() throws {
        let world = try ApiWorld()
        let held = try world.begin(UpdateFeatures.self) { request in
            var update = UpdateFeaturesRequest.FeatureUpdates("group.version", 0)
            update.upgradeType = 2
            request.featureUpdates = [update]
        }
        #expect(held.answer == nil)
        try world.proceed(held)
        #expect(held.answer == nil)
        world.settle()
        try world.proceed(held)
        #expect(held.answer?.errorCode == 0)
    }

    @Test func `without group-version there are no groups of KIP-848`() throws {
        let world = try ApiWorld()
        _ = try world.update("group.version", to: 0, lowering: true)
        let beat = try world.ask(ConsumerGroupHeartbeat.self) { $0.groupId = "g" }
        #expect(beat.errorCode == 35)
        let described = try world.ask(ConsumerGroupDescribe.self) { $0.groupIds = ["g"] }
        #expect(described.groups.map(\.errorCode) == [35])
        _ = try world.update("group.version", to: 1)
        #expect(try world.ask(ConsumerGroupHeartbeat.self) { $0.groupId = "g" }.errorCode != 35)
    }
}

/// What is finalized, and since when.
private struct Finalized: Equatable {
    let levels: [String: Int16]
    let epoch: Int64
}

extension UpdateFeaturesRequest.FeatureUpdates {
    fileprivate init(_ feature: String, _ level: Int16) {
        self.init()
        self.feature = feature
        maxVersionLevel = level
    }
}

extension ApiWorld {
    fileprivate func finalized() throws -> Finalized {
        let response = try ask(ApiVersions.self) { request in
            request.clientSoftwareName = "x"
            request.clientSoftwareVersion = "x"
        }
        let levels = response.finalizedFeatures.map { ($0.name, $0.maxVersionLevel) }
        return Finalized(
            levels: Dictionary(uniqueKeysWithValues: levels),
            epoch: response.finalizedFeaturesEpoch)
    }

    fileprivate func update(
        _ feature: String, to level: Int16, lowering: Bool = false, version: Int16 = 2,
        validateOnly: Bool = false
    ) throws -> UpdateFeaturesResponse {
        try ask(UpdateFeatures.self, version: version) { request in
            var update = UpdateFeaturesRequest.FeatureUpdates(feature, level)
            update.allowDowngrade = lowering
            update.upgradeType = lowering ? 2 : 1
            request.featureUpdates = [update]
            request.validateOnly = validateOnly
        }
    }
}
