/// The settings of a subscription to clients' metrics (resource type CLIENT_METRICS, KIP-714): the
/// one table of them.
package enum ClientMetricsSettings {
    /// All rows.
    package static let all: [Setting] = [
        Setting(
            "interval.ms", .int, "300000", in: .between(100, 3_600_000), update: .clusterWide,
            "Milliseconds between two pushes of metrics by a client that matches."),
        Setting(
            "match", .list, "", update: .clusterWide,
            "Which clients push: a list of name=expression, all of which must match the whole value; "
                + "names are \(parts.joined(separator: ", ")). Empty means all clients."),
        Setting(
            "metrics", .list, "", update: .clusterWide,
            "Beginnings of the names of the metrics that are pushed; * means all of them."),
    ]

    /// What of a client can be matched.
    package static let parts = [
        "client_id", "client_instance_id", "client_software_name", "client_software_version",
        "client_source_address", "client_source_port",
    ]

    /// The row of a name.
    package static func row(_ name: String) -> Setting? {
        all.first { $0.name == name }
    }

    /// The settings of a subscription after the changes; all of them or, where one is refused, none.
    ///
    /// `isExpression` tells whether a text is a regular expression.
    package static func apply(
        _ changes: [ConfigChange], to overrides: [String: String],
        isExpression: (String) -> Bool
    ) throws(SettingError) -> [String: String] {
        let result = try ConfigChange.apply(
            changes, to: overrides,
            row: { name throws(SettingError) in try known(name) },
            inherited: { _ in nil })
        let pattern = result["match"] ?? ""
        guard conditions(pattern).allSatisfy({ $0.map { isExpression($0.expression) } ?? false })
        else {
            throw .badValue(
                "match", value: pattern,
                allowed: "a list of name=expression, with names of \(parts.joined(separator: ", "))"
            )
        }
        return result
    }

    /// The conditions of `match`; nil for what is none.
    static func conditions(_ text: String) -> [(part: String, expression: String)?] {
        listItems(text).map { item in
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return nil }
            let part = trimmed(String(pair[0]))
            return parts.contains(part) ? (part, trimmed(String(pair[1]))) : nil
        }
    }

    private static func known(_ name: String) throws(SettingError) -> Setting {
        guard let setting = row(name) else {
            throw .unknown(name, suggestion: nearest(to: name, among: all.map(\.name)))
        }
        return setting
    }
}
