import Configuration
import Testing

struct BrokerConfigurationParsingTests {
    @Test func `each key arrives where it belongs`() throws {
        let broker = try BrokerConfiguration(
            BrokerLayers(given: [
                "node.id": "7", "log.dirs": "/a, /b", "broker.rack": "r1", "num.partitions": "3",
                "auto.create.topics.enable": "false", "strom.durability": "async",
                "message.max.bytes": "5000", "max.connections.per.ip.overrides": "127.0.0.1:5",
            ]), clusterID: "abc")
        #expect(broker.nodeID == 7)
        #expect(broker.clusterID == "abc")
        #expect(broker.dataDirectories == ["/a", "/b"])
        #expect(broker.rack == "r1")
        #expect(broker.numPartitions == 3)
        #expect(!broker.autoCreateTopicsEnable)
        #expect(broker.durability == .async)
        #expect(broker.messageMaxBytes == 5000)
        #expect(broker.maxConnectionsPerIPOverrides == ["127.0.0.1": 5])
    }

    @Test func `what changed while running beats what was given`() throws {
        let broker = try BrokerConfiguration(
            BrokerLayers(
                broker: ["message.max.bytes": "3"], cluster: ["message.max.bytes": "2"],
                given: ["message.max.bytes": "1"]))
        #expect(broker.messageMaxBytes == 3)
    }

    @Test func `a changed value that cannot be read is passed over`() throws {
        let broker = try BrokerConfiguration(
            BrokerLayers(broker: ["message.max.bytes": "x"], given: ["message.max.bytes": "1"]))
        #expect(broker.messageMaxBytes == 1)
    }

    @Test func `broker.id holds where node.id is not given`() throws {
        #expect(try BrokerConfiguration(BrokerLayers(given: ["broker.id": "4"])).nodeID == 4)
    }
}
