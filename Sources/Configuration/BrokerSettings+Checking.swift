extension BrokerSettings {
    /// For whom a broker's settings are changed while running.
    package enum Reach: Sendable {
        case thisBroker
        case allBrokers
    }

    /// The settings of a broker, or of all, after the changes.
    ///
    /// A name that no row has is kept, for plugins.
    package static func apply(
        _ changes: [ConfigChange], to values: [String: String], reach: Reach,
        given: [String: String] = [:]
    ) throws(SettingError) -> [String: String] {
        for change in changes {
            try checkMayChange(change.name, reach: reach)
        }
        return try ConfigChange.apply(
            changes, to: values,
            row: { name throws(SettingError) in row(name) },
            inherited: { given[$0] ?? row($0)?.fallback })
    }

    /// Checks a whole set of settings for a broker, or for all (AlterConfigs).
    package static func check(
        _ values: [String: String?], reach: Reach
    ) throws(SettingError) -> [String: String] {
        try apply(
            values.sorted { $0.key < $1.key }.map { ConfigChange($0.key, .set, $0.value) },
            to: [:], reach: reach)
    }

    /// Refuses what needs a restart, a listener's prefix, or a broker of its own.
    private static func checkMayChange(_ name: String, reach: Reach) throws(SettingError) {
        guard let setting = row(name) else { return }
        guard setting.update != .readOnly else { throw .readOnly(name) }
        let isOfListener = afterListenerPrefix(name) != nil
        guard isOfListener || !securityNames.contains(name) else {
            throw .needsListenerPrefix(name)
        }
        guard reach == .thisBroker || setting.update == .clusterWide else {
            throw .perBroker(name)
        }
    }

    private static let securityNames = Set(
        security.filter { $0.update == .perBroker }.map(\.name))
}
