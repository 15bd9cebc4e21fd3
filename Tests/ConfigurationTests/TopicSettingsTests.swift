import Configuration
import Testing

struct TopicSettingsTests {
    @Test func `there are Kafka's 33 keys and the one of our own`() {
        #expect(TopicSettings.all.count == 34)
        #expect(TopicSettings.row("strom.durability") != nil)
    }

    @Test(arguments: TopicSettings.all)
    func `a default is a value that its row accepts`(setting: Setting) throws {
        if let fallback = setting.fallback { try setting.check(fallback) }
    }

    @Test(arguments: TopicSettings.all.flatMap { row in row.synonyms.map { (row, $0.name) } })
    func `a synonym is a setting of the broker`(setting: Setting, synonym: String) {
        #expect(BrokerSettings.row(synonym) != nil)
    }

    @Test func `the default of a topic is that of the broker's setting`() {
        for setting in TopicSettings.all {
            for synonym in setting.synonyms {
                guard let fallback = BrokerSettings.row(synonym.name)?.fallback else { continue }
                let number = Int64(fallback).map { String($0 * synonym.factor) } ?? fallback
                #expect(number == setting.fallback, "\(setting.name)")
            }
        }
    }
}
