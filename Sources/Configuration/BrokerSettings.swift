/// The settings of a broker: the one table of them.
///
/// Names, types, defaults and ranges are Kafka 4.2's; what begins with `strom.` is only ours. The
/// defaults of `log.dir` and `listeners` differ: data lies in `strom-data` under the directory in
/// which the broker was started, and only this machine can connect.
package enum BrokerSettings {
    /// All rows, section by section.
    package static let all: [Setting] = sections.flatMap(\.rows)

    /// The rows under the headings that the documentation gives them.
    package static let sections: [(title: String, rows: [Setting])] = [
        ("Strom's own, and throttles", own),
        ("Node and metadata", node),
        ("Listeners and sockets", sockets),
        ("Server", server),
        ("Logs", logs),
        ("Replication", replication),
        ("Groups and offsets", groups),
        ("Share groups", shareGroups),
        ("Transactions and producers", transactions),
        ("Quotas and metrics", quotas),
        ("Security", security),
        ("Tiered storage", tiering),
    ]

    /// The row of that name; `listener.name.<listener>.<key>` and
    /// `listener.name.<listener>.<mechanism>.<key>` find the row of the key.
    package static func row(_ name: String) -> Setting? {
        if let found = index[name] { return all[found] }
        guard let rest = afterListenerPrefix(name) else { return nil }
        if let found = index[rest] { return all[found] }
        guard let dot = rest.firstIndex(of: ".") else { return nil }
        return index[String(rest[rest.index(after: dot)...])].map { all[$0] }
    }

    /// What follows `listener.name.<listener>.` in a name; nil where it does not begin so.
    static func afterListenerPrefix(_ name: String) -> String? {
        let prefix = "listener.name."
        guard name.hasPrefix(prefix) else { return nil }
        let rest = name.dropFirst(prefix.count)
        guard let dot = rest.firstIndex(of: ".") else { return nil }
        return String(rest[rest.index(after: dot)...])
    }

    /// What Kafka's own quickstart file says where it differs from the defaults.
    ///
    /// It holds where no file is given, so that one broker alone has all that clients need.
    package static let quickstart: [String: String] = [
        "group.initial.rebalance.delay.ms": "0",
        "offsets.topic.replication.factor": "1",
        "share.coordinator.state.topic.replication.factor": "1",
        "share.coordinator.state.topic.min.isr": "1",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
    ]

    private static let index = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
}
