import Configuration
import Testing

struct GivenSettingsTests {
    @Test func `flags beat the environment, and the environment the file`() {
        let given = GivenSettings(
            flags: [("num.partitions", "1"), ("num.partitions", "2")],
            environment: [("KAFKA_NUM_PARTITIONS", "3"), ("KAFKA_LOG_RETENTION_MS", "4")],
            file: "num.partitions=5\nlog.retention.ms=6\nbroker.rack=r")
        #expect(given.values["num.partitions"] == "2")
        #expect(given.values["log.retention.ms"] == "4")
        #expect(given.values["broker.rack"] == "r")
        #expect(given.warnings.isEmpty)
    }

    @Test func `without a file the quickstart's values hold, with one Kafka's defaults`() throws {
        let without = try BrokerConfiguration(BrokerLayers(given: GivenSettings().values))
        #expect(without.groupInitialRebalanceDelayMs == 0)
        #expect(without.offsetsTopicReplicationFactor == 1)
        let with = try BrokerConfiguration(BrokerLayers(given: GivenSettings(file: "").values))
        #expect(with.groupInitialRebalanceDelayMs == 3000)
        #expect(with.offsetsTopicReplicationFactor == 3)
    }

    @Test func `the cluster's id comes by CLUSTER_ID`() {
        #expect(GivenSettings(environment: [("CLUSTER_ID", "x")]).clusterID == "x")
        #expect(GivenSettings(environment: [("KAFKA_CLUSTER_ID", "y")]).clusterID == "y")
        #expect(
            GivenSettings(environment: [("CLUSTER_ID", "x"), ("KAFKA_CLUSTER_ID", "y")]).clusterID
                == "x")
    }

    @Test func `an unknown name is told, with the one that was perhaps meant`() {
        let given = GivenSettings(file: "\nlog.retension.ms=1")
        #expect(
            given.warnings == [
                "line 2 of the configuration file has no effect: log.retension.ms is not a setting; "
                    + "did you mean log.retention.ms?"
            ])
    }
}
