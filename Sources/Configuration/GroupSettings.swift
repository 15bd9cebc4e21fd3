/// The settings that a group may have of its own (resource type GROUP, KIP-848): the one table of them.
///
/// Each falls back to the broker's setting of the name in ``Setting/synonyms``.
package enum GroupSettings {
    /// All rows that this broker keeps.
    package static let all: [Setting] = [
        Setting(
            "consumer.session.timeout.ms", .int, "45000", in: .atLeast(1), update: .clusterWide,
            synonyms: ["group.consumer.session.timeout.ms"],
            "Milliseconds without a heartbeat after which a member of the consumer group is gone."),
        Setting(
            "consumer.heartbeat.interval.ms", .int, "5000", in: .atLeast(1), update: .clusterWide,
            synonyms: ["group.consumer.heartbeat.interval.ms"],
            "Milliseconds between heartbeats that members of the consumer group are told."),
    ]

    /// The row of a name.
    package static func row(_ name: String) -> Setting? {
        all.first { $0.name == name }
    }

    /// The settings of a group after the changes; all of them or, where one is refused, none.
    ///
    /// Values keep to the bounds that the broker sets for all groups.
    package static func apply(
        _ changes: [ConfigChange], to overrides: [String: String], broker: BrokerLayers
    ) throws(SettingError) -> [String: String] {
        let result = try ConfigChange.apply(
            changes, to: overrides,
            row: { name throws(SettingError) in try known(name) },
            inherited: { _ in nil })
        for (name, value) in result {
            try check(name, value, broker)
        }
        return result
    }

    private static func known(_ name: String) throws(SettingError) -> Setting {
        guard let setting = row(name) else {
            throw .unknown(name, suggestion: nearest(to: name, among: all.map(\.name)))
        }
        return setting
    }

    private static func check(
        _ name: String, _ text: String, _ broker: BrokerLayers
    ) throws(SettingError) {
        let stem = name.split(separator: ".").dropFirst().joined(separator: ".")
        guard let least = bound("group.consumer.min.\(stem)", broker),
            let most = bound("group.consumer.max.\(stem)", broker), let value = Int64(text)
        else { return }
        guard value >= least, value <= most else {
            throw .badValue(name, value: text, allowed: "from \(least) to \(most)")
        }
    }

    private static func bound(_ name: String, _ broker: BrokerLayers) -> Int64? {
        let own = broker.bySource.lazy.compactMap { $0.values[name] }.first
        return (own ?? BrokerSettings.row(name)?.fallback).flatMap { Int64($0) }
    }
}
