/// How environment variables name settings: as Kafka's official image does.
///
/// After `KAFKA_` or `STROM_`, `_` stands for a dot, `__` for an underscore and `___` for a dash:
/// `KAFKA_LOG_RETENTION_HOURS` is `log.retention.hours`.
package enum EnvironmentNames {
    /// The setting that a variable names; nil for one that names none.
    package static func key(for variable: String) -> String? {
        guard !others.contains(variable) else { return nil }
        if let rest = variable.dropping("KAFKA_") { return decoded(rest) }
        guard let rest = variable.dropping("STROM_") else { return nil }
        let key = decoded(rest)
        let own = "strom.\(key)"
        return BrokerSettings.row(own) != nil || BrokerSettings.row(key) == nil ? own : key
    }

    /// Variables with those beginnings that name no setting: Java's, the image's, and the CLI's.
    private static let others: Set<String> = [
        "KAFKA_HEAP_OPTS", "KAFKA_OPTS", "KAFKA_JVM_PERFORMANCE_OPTS", "KAFKA_JMX_OPTS",
        "KAFKA_JMX_PORT", "KAFKA_JMX_HOSTNAME", "KAFKA_GC_LOG_OPTS", "KAFKA_LOG4J_OPTS",
        "KAFKA_LOG4J_ROOT_LOGLEVEL", "KAFKA_LOG4J_LOGGERS", "KAFKA_TOOLS_LOG4J_LOGLEVEL",
        "KAFKA_CLUSTER_ID", "KAFKA_VERSION", "KAFKA_HOME", "STROM_BOOTSTRAP",
    ]

    private static func decoded(_ name: Substring) -> String {
        var result = ""
        var underscores = 0
        for character in name.lowercased() + "\0" {
            guard character != "_" else {
                underscores += 1
                continue
            }
            result += meaning(of: underscores)
            underscores = 0
            if character != "\0" { result.append(character) }
        }
        return result
    }

    private static func meaning(of underscores: Int) -> String {
        switch underscores {
        case 0: ""
        case 1: "."
        case 2: "_"
        case 3: "-"
        default: String(repeating: "_", count: underscores)
        }
    }
}

extension String {
    /// What follows the prefix; nil where the text does not begin with it.
    fileprivate func dropping(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
