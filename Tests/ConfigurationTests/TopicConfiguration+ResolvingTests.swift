import Configuration
import Testing

struct TopicConfigurationResolvingTests {
    @Test func `each key arrives where it belongs`() {
        let topic = TopicConfiguration(overrides: [
            "segment.bytes": "2097152", "retention.ms": "-1", "cleanup.policy": "compact,delete",
            "message.timestamp.type": "LogAppendTime", "strom.durability": "async",
            "min.insync.replicas": "2", "preallocate": "TRUE", "compression.type": "zstd",
            "min.cleanable.dirty.ratio": "0.25",
        ])
        #expect(topic.segmentBytes == 2_097_152)
        #expect(topic.retentionMs == -1)
        #expect(topic.cleanupPolicy == [.compact, .delete])
        #expect(topic.messageTimestampType == .logAppendTime)
        #expect(topic.durability == .async)
        #expect(topic.minInsyncReplicas == 2)
        #expect(topic.preallocate)
        #expect(topic.compressionType == .zstd)
        #expect(topic.minCleanableDirtyRatio == 0.25)
    }

    @Test func `every key changes something`() {
        let others: [String: String] = [
            "boolean": "true", "int": "7", "long": "7", "double": "0.125",
        ]
        let texts = [
            "segment.bytes": "1048577", "cleanup.policy": "compact", "compression.type": "lz4",
            "message.timestamp.type": "LogAppendTime", "strom.durability": "async",
        ]
        let withoutEffect = [
            "leader.replication.throttled.replicas", "follower.replication.throttled.replicas",
            "remote.log.copy.disable", "remote.log.delete.on.disable",
        ]
        for row in TopicSettings.all where !withoutEffect.contains(row.name) {
            let text = texts[row.name] ?? others[row.kind.word] ?? ""
            #expect(
                TopicConfiguration(overrides: [row.name: text]) != TopicConfiguration(),
                "\(row.name)=\(text)")
        }
    }

    static let layers: [(BrokerLayers, Int64)] = [
        (BrokerLayers(given: ["log.retention.hours": "2"]), 7_200_000),
        (BrokerLayers(given: ["log.retention.hours": "2", "log.retention.minutes": "3"]), 180_000),
        (BrokerLayers(given: ["log.retention.hours": "2", "log.retention.ms": "9"]), 9),
        (BrokerLayers(given: ["log.retention.hours": "-1"]), -1),
        (BrokerLayers(cluster: ["log.retention.ms": "8"], given: ["log.retention.ms": "9"]), 8),
        (
            BrokerLayers(
                broker: ["log.retention.ms": "7"], cluster: ["log.retention.ms": "8"]), 7
        ),
    ]

    @Test(arguments: layers)
    func `the broker's settings hold where the topic says nothing`(
        layers: BrokerLayers, milliseconds: Int64
    ) {
        #expect(TopicConfiguration(broker: layers).retentionMs == milliseconds)
    }
}
