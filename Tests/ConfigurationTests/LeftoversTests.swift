import Configuration
import Testing

struct LeftoversTests {
    @Test(arguments: [
        "zookeeper.connect", "broker.id.generation.enable", "reserved.broker.max.id",
        "inter.broker.protocol.version", "log.message.format.version",
        "log.message.downconversion.enable", "log.message.timestamp.difference.max.ms",
        "delegation.token.master.key", "offsets.commit.required.acks",
        "control.plane.listener.name", "leader.imbalance.per.broker.percentage",
        "metrics.jmx.exclude", "confluent.support.metrics.enable", "super.users",
    ])
    func `what is left in files for older versions is told with its reason`(name: String) {
        let warnings = GivenSettings(file: "\(name)=1").warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("is not a setting") == false)
    }
}
