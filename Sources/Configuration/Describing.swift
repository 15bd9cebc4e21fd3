extension TopicSettings {
    /// The settings of a topic with value, source and what would hold otherwise.
    ///
    /// Those named; nil for all. Unknown names are left out.
    package static func describe(
        _ names: [String]?, overrides: [String: String], broker: BrokerLayers
    ) -> [ResolvedSetting] {
        Configuration.describe(
            chosen(names, from: all, by: row), overrides: overrides, source: .topic, broker: broker)
    }
}

extension GroupSettings {
    /// The settings of a group with value, source and what would hold otherwise.
    ///
    /// Those named; nil for all. Unknown names are left out.
    package static func describe(
        _ names: [String]?, overrides: [String: String], broker: BrokerLayers
    ) -> [ResolvedSetting] {
        Configuration.describe(
            chosen(names, from: all, by: row), overrides: overrides, source: .group, broker: broker)
    }
}

extension ClientMetricsSettings {
    /// The settings of a subscription with value and source.
    ///
    /// Those named; nil for all. Unknown names are left out.
    package static func describe(
        _ names: [String]?, overrides: [String: String]
    ) -> [ResolvedSetting] {
        Configuration.describe(
            chosen(names, from: all, by: row), overrides: overrides, source: .clientMetrics,
            broker: BrokerLayers())
    }
}

/// Settings that fall back to a broker's.
private func describe(
    _ settings: [Setting], overrides: [String: String], source: ConfigSource, broker: BrokerLayers
) -> [ResolvedSetting] {
    settings.map { setting in
        let own = overrides[setting.name].map { text in
            Candidate(name: setting.name, text: text, isConverted: false, source: source)
        }
        let all = (own.map { [$0] } ?? []) + candidates(setting.synonyms, in: broker)
        return ResolvedSetting(setting, candidates: all, fallback: setting.fallback)
    }
}

extension BrokerSettings {
    /// The settings of a broker with value, source and what would hold otherwise.
    ///
    /// Those named; nil for all. Unknown names that were set are there too.
    package static func describe(
        _ names: [String]?, layers: BrokerLayers
    ) -> [ResolvedSetting] {
        chosen(names, from: all + plugins(in: layers.broker), by: { find($0, in: layers.broker) })
            .map { setting in
                let synonyms = [.init(setting.name)] + olderNames(of: setting.name)
                let found = candidates(synonyms, in: layers)
                // A value under a coarser name is that name's; this one then has none (as in Kafka).
                let own = Array(found.drop { $0.name != setting.name })
                return ResolvedSetting(setting, candidates: own, fallback: setting.fallback)
            }
    }

    /// The settings that are set for all brokers.
    package static func describeDefaults(
        _ names: [String]?, cluster: [String: String]
    ) -> [ResolvedSetting] {
        chosen(names ?? cluster.keys.sorted(), from: [], by: { find($0, in: cluster) })
            .compactMap { setting in
                cluster[setting.name].map { text in
                    ResolvedSetting(
                        setting,
                        candidates: [
                            Candidate(
                                name: setting.name, text: text, isConverted: false,
                                source: .dynamicCluster)
                        ], fallback: nil)
                }
            }
    }

    /// Names with other units that stand behind a name, such as `log.retention.hours`.
    static func olderNames(of name: String) -> [Setting.Synonym] {
        guard let topic = TopicSettings.all.first(where: { $0.synonyms.first?.name == name })
        else { return [] }
        return Array(topic.synonyms.dropFirst())
    }

    private static func plugins(in values: [String: String]) -> [Setting] {
        values.keys.filter { row($0) == nil }.sorted().map(plugin)
    }

    /// The row of the name under that very name, or one made up for a plugin's.
    private static func find(_ name: String, in values: [String: String]) -> Setting? {
        guard let setting = row(name) else { return values[name] == nil ? nil : plugin(name) }
        guard setting.name != name else { return setting }
        return values[name] == nil ? nil : setting.named(name)
    }

    private static func plugin(_ name: String) -> Setting {
        Setting(name, .unknown, nil, update: .clusterWide, "Not a setting of Strom; kept as it is.")
    }
}

extension Setting {
    /// The same row under the name of one listener.
    fileprivate func named(_ name: String) -> Setting {
        Setting(name, kind, nil, in: allowed, update: update, synonyms: synonyms, summary)
    }
}

/// A layer's value under one name.
private struct Candidate {
    let name: String
    let text: String
    /// Whether the name counts in another unit than the setting.
    let isConverted: Bool
    let source: ConfigSource
}

/// The values of all layers under the names, the rows' defaults last.
private func candidates(_ synonyms: [Setting.Synonym], in broker: BrokerLayers) -> [Candidate] {
    let layers = broker.bySource.flatMap { layer in
        synonyms.compactMap { synonym in
            layer.values[synonym.name].map { ($0, synonym, layer.source) }
        }
    }
    let fallbacks = synonyms.compactMap { synonym in
        BrokerSettings.row(synonym.name)?.fallback.map { ($0, synonym, ConfigSource.fallback) }
    }
    return (layers + fallbacks).map { text, synonym, source in
        Candidate(
            name: synonym.name, text: synonym.converted(text), isConverted: synonym.factor != 1,
            source: source)
    }
}

extension ResolvedSetting {
    /// Where the strongest value has another unit, no synonyms are told: their values would not
    /// be the setting's.
    fileprivate init(_ setting: Setting, candidates: [Candidate], fallback: String?) {
        self.setting = setting
        let isSecret = setting.isSensitive
        value = isSecret ? nil : candidates.first?.text ?? fallback
        source = candidates.first?.source ?? .fallback
        let isConverted = candidates.first?.isConverted ?? false
        synonyms =
            isConverted
            ? []
            : candidates.filter { !$0.isConverted }.map {
                Synonym(name: $0.name, value: isSecret ? nil : $0.text, source: $0.source)
            }
    }
}

/// The rows of the names, each once; all rows for nil.
private func chosen(
    _ names: [String]?, from all: [Setting], by find: (String) -> Setting?
) -> [Setting] {
    guard let names else { return all }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.compactMap(find)
}
