import Configuration
import Testing

struct DescribingTests {
    private func topic(
        _ name: String, _ overrides: [String: String] = [:], _ layers: BrokerLayers = .init()
    ) -> ResolvedSetting? {
        TopicSettings.describe([name], overrides: overrides, broker: layers).first
    }

    @Test func `no list of names means all, and unknown ones are left out`() {
        let layers = BrokerLayers()
        #expect(TopicSettings.describe(nil, overrides: [:], broker: layers).count == 34)
        #expect(TopicSettings.describe(["x"], overrides: [:], broker: layers).isEmpty)
        #expect(BrokerSettings.describe(nil, layers: layers).count > 100)
    }

    @Test func `a topic's key tells the way down to the default`() {
        let found = topic(
            "flush.messages", ["flush.messages": "1"],
            BrokerLayers(
                broker: ["log.flush.interval.messages": "2"],
                cluster: ["log.flush.interval.messages": "3"],
                given: ["log.flush.interval.messages": "4"]))
        #expect(found?.value == "1")
        #expect(found?.source == .topic)
        #expect(found?.synonyms.map(\.value) == ["1", "2", "3", "4", "9223372036854775807"])
        #expect(
            found?.synonyms.map(\.source) == [
                .topic, .dynamicBroker, .dynamicCluster, .staticBroker, .fallback,
            ])
        #expect(found?.synonyms.first?.name == "flush.messages")
        #expect(found?.synonyms.last?.name == "log.flush.interval.messages")
    }

    @Test func `hours are told in the topic's milliseconds, without synonyms`() {
        let found = topic("retention.ms", [:], BrokerLayers(given: ["log.retention.hours": "1"]))
        #expect(found?.value == "3600000")
        #expect(found?.source == .staticBroker)
        #expect(found?.synonyms.isEmpty == true)
    }

    @Test func `sources go from the strongest to the weakest, and the first is what holds`() {
        let layers = BrokerLayers(
            broker: ["log.retention.ms": "1"], cluster: ["log.retention.ms": "2"],
            given: ["log.retention.ms": "3", "log.retention.hours": "4"])
        let all =
            BrokerSettings.describe(nil, layers: layers)
            + TopicSettings.describe(nil, overrides: ["retention.ms": "0"], broker: layers)
        for entry in all {
            let sources = entry.synonyms.map(\.source.rawValue)
            #expect(sources == sources.sorted(), "\(entry.setting.name)")
            if let first = entry.synonyms.first {
                #expect(first.value == entry.value, "\(entry.setting.name)")
                #expect(first.source == entry.source)
            }
        }
    }

    @Test func `a secret is never told`() {
        let layers = BrokerLayers(given: ["ssl.key.password": "s3cret"])
        let found = BrokerSettings.describe(["ssl.key.password"], layers: layers).first
        #expect(found?.value == nil)
        #expect(found?.setting.isSensitive == true)
        #expect(found?.synonyms.allSatisfy { $0.value == nil } == true)
    }

    @Test func `a plugin's key is there and its value told to nobody`() {
        let found = BrokerSettings.describeDefaults(nil, cluster: ["my.plugin": "1"]).first
        #expect(found?.setting.name == "my.plugin")
        #expect(found?.setting.isSensitive == true)
        #expect(found?.value == nil)
    }

    @Test func `the cluster's defaults are only what is set`() {
        let found = BrokerSettings.describeDefaults(nil, cluster: ["message.max.bytes": "5"])
        #expect(found.map(\.value) == ["5"])
        #expect(found.map(\.source) == [.dynamicCluster])
    }
}
