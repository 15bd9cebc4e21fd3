import Configuration
import Testing

struct EnvironmentNamesTests {
    @Test(arguments: [
        ("KAFKA_LOG_RETENTION_HOURS", "log.retention.hours"),
        ("KAFKA_LOG_DIRS", "log.dirs"),
        ("KAFKA_A__B___C", "a_b-c"),
        ("STROM_LOG_DIRS", "log.dirs"),
        ("STROM_DURABILITY", "strom.durability"),
        ("STROM_LOG_LEVEL", "strom.log.level"),
        ("STROM_NONSENSE", "strom.nonsense"),
    ])
    func `a variable names a setting`(variable: String, key: String) {
        #expect(EnvironmentNames.key(for: variable) == key)
    }

    @Test(arguments: ["PATH", "KAFKA_HEAP_OPTS", "KAFKA_OPTS", "STROM_BOOTSTRAP", "KAFKAESQUE"])
    func `other variables name none`(variable: String) {
        #expect(EnvironmentNames.key(for: variable) == nil)
    }
}
