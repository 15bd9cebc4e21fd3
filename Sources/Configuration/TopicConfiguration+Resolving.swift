extension TopicConfiguration {
    /// What holds for a topic: its own overrides, else what the layers of the broker say, else
    /// the default.
    ///
    /// The values were checked when they were set; one that cannot be read is passed over.
    package init(overrides: [String: String] = [:], broker: BrokerLayers = BrokerLayers()) {
        self.init()
        for setting in TopicSettings.all {
            let own = overrides[setting.name].map { [$0] } ?? []
            let inherited = TopicSettings.inherited(setting, from: broker).lazy.map(\.text)
            for text in own + inherited where set(setting.name, to: text) {
                break
            }
        }
    }

    /// Whether the text could be read.
    private mutating func set(_ name: String, to text: String) -> Bool {
        guard let row = TopicSettings.row(name), (try? row.check(text)) != nil else { return false }
        switch name {
        case "segment.bytes": segmentBytes = number(text)
        case "segment.ms": segmentMs = number(text)
        case "segment.jitter.ms": segmentJitterMs = number(text)
        case "segment.index.bytes": segmentIndexBytes = number(text)
        case "flush.messages": flushMessages = number(text)
        case "flush.ms": flushMs = number(text)
        case "preallocate": preallocate = boolean(text) ?? preallocate
        case "index.interval.bytes": indexIntervalBytes = number(text)
        case "retention.bytes": retentionBytes = number(text)
        case "retention.ms": retentionMs = number(text)
        case "cleanup.policy": cleanupPolicy = CleanupPolicy(text)
        case "delete.retention.ms": deleteRetentionMs = number(text)
        case "min.compaction.lag.ms": minCompactionLagMs = number(text)
        case "max.compaction.lag.ms": maxCompactionLagMs = number(text)
        case "min.cleanable.dirty.ratio": minCleanableDirtyRatio = Double(text) ?? 0.5
        case "file.delete.delay.ms": fileDeleteDelayMs = number(text)
        case "max.message.bytes": maxMessageBytes = number(text)
        case "compression.type": compressionType = .init(rawValue: text) ?? .producer
        case "compression.gzip.level": compressionGzipLevel = number(text)
        case "compression.lz4.level": compressionLZ4Level = number(text)
        case "compression.zstd.level": compressionZstdLevel = number(text)
        case "message.timestamp.type": messageTimestampType = .init(rawValue: text) ?? .createTime
        case "message.timestamp.before.max.ms": messageTimestampBeforeMaxMs = number(text)
        case "message.timestamp.after.max.ms": messageTimestampAfterMaxMs = number(text)
        case "min.insync.replicas": minInsyncReplicas = number(text)
        case "strom.durability": durability = .init(rawValue: text) ?? .sync
        case "unclean.leader.election.enable":
            uncleanLeaderElectionEnable = boolean(text) ?? false
        case "remote.storage.enable": remoteStorageEnable = boolean(text) ?? false
        case "local.retention.ms": localRetentionMs = number(text)
        case "local.retention.bytes": localRetentionBytes = number(text)
        default: break
        }
        return true
    }
}

extension TopicConfiguration.CleanupPolicy {
    /// The policy that a list names.
    init(_ text: String) {
        let items = listItems(text)
        self = []
        if items.contains("delete") { insert(.delete) }
        if items.contains("compact") { insert(.compact) }
    }
}

/// The number in a text that was checked to be one.
private func number<Number: FixedWidthInteger>(_ text: String) -> Number {
    Number(text) ?? 0
}

extension TopicSettings {
    /// What the layers of the broker say of a topic's setting, strongest first, in its own unit.
    ///
    /// Within a layer the first synonym wins, and a stronger layer's last synonym beats a weaker
    /// layer's first (KIP-226).
    static func inherited(
        _ setting: Setting, from broker: BrokerLayers
    ) -> [(name: String, text: String, source: ConfigSource)] {
        broker.bySource.flatMap { layer in
            setting.synonyms.compactMap { synonym in
                layer.values[synonym.name].map { text in
                    (synonym.name, synonym.converted(text), layer.source)
                }
            }
        }
    }
}

extension Setting.Synonym {
    /// A value under this name in the unit of the setting that it stands for.
    ///
    /// Below zero means the same in every unit ("for ever").
    func converted(_ text: String) -> String {
        guard factor != 1, let number = Int64(trimmed(text)), number >= 0 else { return text }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return String(overflow ? .max : product)
    }
}
