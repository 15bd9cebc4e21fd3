extension TopicSettings {
    /// Checks a topic's overrides, one by one and against each other.
    ///
    /// A nil value is refused. `previous` are the overrides that they replace, where the topic is
    /// there already. The result is what is stored: without blanks around the values.
    package static func check(
        _ overrides: [String: String?], replacing previous: [String: String]? = nil,
        broker: BrokerLayers = BrokerLayers()
    ) throws(SettingError) -> [String: String] {
        var result: [String: String] = [:]
        for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
            let setting = try known(name)
            guard let value else {
                throw .badValue(name, value: nil, allowed: setting.allowedInWords)
            }
            result[name] = try setting.check(value)
        }
        try checkTogether(result, replacing: previous, broker: broker)
        return result
    }

    /// A topic's overrides after the changes.
    package static func apply(
        _ changes: [ConfigChange], to overrides: [String: String],
        broker: BrokerLayers = BrokerLayers()
    ) throws(SettingError) -> [String: String] {
        let result = try ConfigChange.apply(
            changes, to: overrides,
            row: { name throws(SettingError) in try known(name) },
            inherited: { name in row(name).flatMap { fallback(of: $0, broker: broker) } })
        try checkTogether(result, replacing: overrides, broker: broker)
        return result
    }

    /// The row of that name.
    ///
    /// - Throws: ``SettingError/unknown(_:suggestion:)`` with the name that was perhaps meant.
    package static func known(_ name: String) throws(SettingError) -> Setting {
        guard let setting = row(name) else {
            throw .unknown(name, suggestion: nearest(to: name, among: all.map(\.name)))
        }
        return setting
    }

    /// What holds where the topic says nothing.
    static func fallback(of setting: Setting, broker: BrokerLayers) -> String? {
        inherited(setting, from: broker).first?.text ?? setting.fallback
    }

    /// The rules that take more than one setting (Kafka's `LogConfig.validate`).
    private static func checkTogether(
        _ overrides: [String: String], replacing previous: [String: String]?, broker: BrokerLayers
    ) throws(SettingError) {
        let topic = TopicConfiguration(overrides: overrides, broker: broker)
        guard topic.minCompactionLagMs <= topic.maxCompactionLagMs else {
            throw .conflict(
                "min.compaction.lag.ms (\(topic.minCompactionLagMs)) must not be greater than "
                    + "max.compaction.lag.ms (\(topic.maxCompactionLagMs))")
        }
        if topic.remoteStorageEnable {
            try checkTiering(topic, isOffered: broker.isTieringEnabled)
        } else if let previous, TopicConfiguration(overrides: previous).remoteStorageEnable {
            try checkTurningOff(overrides)
        }
    }

    private static func checkTiering(
        _ topic: TopicConfiguration, isOffered: Bool
    ) throws(SettingError) {
        guard isOffered else {
            throw .conflict(
                "remote.storage.enable needs remote.log.storage.system.enable=true on the broker")
        }
        guard topic.cleanupPolicy == .delete else {
            throw .conflict("remote.storage.enable needs cleanup.policy=delete")
        }
        guard fits(topic.localRetentionMs, within: topic.retentionMs) else {
            throw .conflict(
                "local.retention.ms (\(topic.localRetentionMs)) must not be greater than "
                    + "retention.ms (\(topic.retentionMs))")
        }
        guard fits(topic.localRetentionBytes, within: topic.retentionBytes) else {
            throw .conflict(
                "local.retention.bytes (\(topic.localRetentionBytes)) must not be greater than "
                    + "retention.bytes (\(topic.retentionBytes))")
        }
    }

    private static func checkTurningOff(_ overrides: [String: String]) throws(SettingError) {
        let isDecided = ["remote.log.delete.on.disable", "remote.log.copy.disable"]
            .contains { boolean(overrides[$0] ?? "false") == true }
        guard isDecided else {
            throw .conflict(
                "remote.storage.enable is turned off only with remote.log.delete.on.disable=true, "
                    + "or left on with remote.log.copy.disable=true")
        }
    }

    /// Whether a local limit lies within the whole one; -2 is the same, -1 is none.
    private static func fits(_ local: Int64, within whole: Int64) -> Bool {
        local == -2 || whole == -1 || (local != -1 && local <= whole)
    }
}

extension BrokerLayers {
    /// Whether topics may keep segments in an object store.
    fileprivate var isTieringEnabled: Bool {
        boolean(given["remote.log.storage.system.enable"] ?? "false") == true
    }
}
