import Configuration
import Testing

struct TopicConfigurationTests {
    @Test func `without overrides it is what the rows say`() {
        let fallbacks = Dictionary(
            uniqueKeysWithValues: TopicSettings.all.compactMap { row in
                row.fallback.map { (row.name, $0) }
            })
        #expect(TopicConfiguration(overrides: fallbacks) == TopicConfiguration())
        #expect(TopicConfiguration(overrides: [:]) == TopicConfiguration())
    }
}
