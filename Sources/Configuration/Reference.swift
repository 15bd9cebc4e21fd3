/// Renders docs/CONFIGURATION.md from the tables of settings.
package enum Reference {
    /// The whole document.
    package static func render() -> String {
        var text = opening
        text += "\n## Topics\n\n\(topicOpening)\n"
        text += table(TopicSettings.all, last: "broker's setting") { setting in
            setting.synonyms.map { "`\($0.name)`" }.joined(separator: ", ")
        }
        text += "\n## Groups\n\n\(groupOpening)\n"
        text += table(GroupSettings.all, last: "broker's setting") { setting in
            setting.synonyms.map { "`\($0.name)`" }.joined(separator: ", ")
        }
        text += "\n## Client metrics\n\n\(clientMetricsOpening)\n"
        text += table(ClientMetricsSettings.all, last: "changes") { $0.update.word }
        text += "\n## Broker\n\n\(brokerOpening)\n"
        for section in BrokerSettings.sections {
            text += "\n### \(section.title)\n\n"
            text += table(section.rows, last: "changes") { $0.update.word }
        }
        return text
    }

    private static let opening = """
        # Configuration

        This page is rendered from the tables in `Sources/Configuration`; a test compares.

        Settings have Kafka's names and meanings, and a Kafka `server.properties` starts Strom. What
        begins with `strom.` is only Strom's. A setting is taken from the first of these that has it:

        1. flags of `strom serve`: `--override key=value`, and `--data-dir`, `--port` and others that
           stand for a key,
        2. environment variables: `KAFKA_LOG_RETENTION_HOURS` or `STROM_LOG_RETENTION_HOURS` is
           `log.retention.hours` (`_` is a dot, `__` an underscore, `___` a dash); `STROM_DURABILITY` is
           `strom.durability`; `CLUSTER_ID` is the cluster's id,
        3. the properties file of `--config`; without one, what Kafka's quickstart file says:
           \(quickstartInWords),
        4. the default.

        A name that is not known is warned about and has no effect. A value that is not allowed is refused:
        the broker does not start, and says which key, which value, and what is allowed. A row whose
        meaning begins with "No effect" is known so that Kafka's files start without a warning.
        The settings of parts that Strom does not have yet (share groups, security, tiered storage) are
        read and checked, and have no effect until the part is there (CHANGELOG.md).

        """

    private static let quickstartInWords = BrokerSettings.quickstart
        .sorted { $0.key < $1.key }
        .map { "`\($0.key)=\($0.value)`" }
        .joined(separator: ",\n   ")

    private static let topicOpening = """
        Given when a topic is made or changed (`strom topic create --config`, `strom topic alter`). Where
        a topic says nothing, the broker's setting holds, the first of those named.

        """

    private static let groupOpening = """
        Set for one group with AlterConfigs or IncrementalAlterConfigs on the resource GROUP. Where a
        group says nothing, the broker's setting holds, within whose bounds the values keep.

        """

    private static let clientMetricsOpening = """
        Set for a subscription to clients' metrics (KIP-714) with IncrementalAlterConfigs on the resource
        CLIENT_METRICS. They are kept and checked; no client is asked for metrics yet.

        """

    private static let brokerOpening = """
        *changes*: `restart` needs one; `broker` can be changed while running for one broker, `cluster` also
        for all (`strom config set --broker`). `listener.name.<listener>.<key>` gives a key for one
        listener.

        """

    private static func table(
        _ rows: [Setting], last title: String, last: (Setting) -> String
    ) -> String {
        var text = "| key | type | default | allowed | \(title) | meaning |\n"
        text += "|---|---|---|---|---|---|\n"
        for row in rows {
            let cells = [
                "`\(row.name)`", row.kind.word, row.fallbackInWords, row.allowedInDocs, last(row),
                row.summary,
            ]
            text += "| \(cells.joined(separator: " | ")) |\n"
        }
        return text
    }
}

extension Setting {
    fileprivate var fallbackInWords: String {
        switch fallback {
        case nil: "none"
        case "": "empty"
        case String(Int64.max): "2^63−1"
        case String(Int32.max): "2^31−1"
        case let text?: "`\(text)`"
        }
    }

    fileprivate var allowedInDocs: String {
        if case .anything = allowed { "" } else { allowedInWords }
    }
}

extension Setting.Kind {
    /// Kafka's word for the type.
    package var word: String {
        switch self {
        case .unknown: "unknown"
        case .boolean: "boolean"
        case .string: "string"
        case .int: "int"
        case .short: "short"
        case .long: "long"
        case .double: "double"
        case .list: "list"
        case .class: "class"
        case .password: "password"
        }
    }
}

extension Setting.Update {
    fileprivate var word: String {
        switch self {
        case .readOnly: "restart"
        case .perBroker: "broker"
        case .clusterWide: "cluster"
        }
    }
}
