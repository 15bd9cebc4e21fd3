import KafkaProtocol
import Syscalls

/// Groups: which there are here, and what they are told of the cluster.
extension LocalBroker {
    /// What groups know of the topics of an image.
    package func topicDirectory(of image: MetadataImage) -> TopicDirectory {
        let matches = groups.matches
        return TopicDirectory(
            version: image.offset.rawValue,
            topic: { name in image.topics[name].map { ($0.id, Int32($0.partitions.count)) } },
            name: { id in image.topics[id]?.name },
            matching: { regex in matches.topics(matching: regex, in: image) })
    }

    /// What holds for a consumer group: the broker's settings, and its own where it has any.
    package func consumerGroupSettings(
        of groupID: String, in image: MetadataImage
    ) -> ConsumerGroup.Settings {
        var settings = groups.settings.consumer
        let own = image.overrides(of: ConfigResource(.group, groupID))
        if let session = own["consumer.session.timeout.ms"].flatMap({ Int64($0) }) {
            settings.sessionTimeoutMs = session
        }
        if let interval = own["consumer.heartbeat.interval.ms"].flatMap({ Int32($0) }) {
            settings.heartbeatIntervalMs = interval
        }
        return settings
    }

    /// Loads what is to be loaded, and does what time brings to the groups.
    func tickGroups(now: Instant, wallTime: Timestamp) {
        for news in groups.load(now: now) { hosting.tell(news) }
        let directory = topicDirectory(of: image)
        for partition in groups.all {
            partition.tick(topics: directory, now: now, wallTime: wallTime)
        }
    }

    func expireOffsets(wallTime: Timestamp) {
        for partition in groups.all {
            partition.expireOffsets(now: wallTime)
        }
    }
}
