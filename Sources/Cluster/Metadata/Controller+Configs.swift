import Configuration
import KafkaProtocol
import KafkaMessages
package import Syscalls

/// One change of one config.
package struct ConfigChange: Sendable {
    package let name: String
    package let operation: Operation
    /// Nil for ``Operation/delete``.
    package let value: String?

    package init(name: String, operation: Operation, value: String?) {
        self.name = name
        self.operation = operation
        self.value = value
    }

    /// Numbered as IncrementalAlterConfigs numbers them.
    package enum Operation: Int8, Sendable {
        case set = 0
        case delete = 1
        /// Adds values to a list; those that are there are not doubled.
        case append = 2
        /// Takes values out of a list; those that are not there are no error.
        case subtract = 3
    }
}

/// What is to be changed about the configs of one resource.
package struct ResourceChange<Change: Sendable>: Sendable {
    package let resource: ConfigResource
    package let changes: [Change]

    package init(_ resource: ConfigResource, _ changes: [Change]) {
        self.resource = resource
        self.changes = changes
    }
}

extension Controller {
    /// What became of the resources, in the order of their first mention.
    package typealias ConfigResults = [(resource: ConfigResource, error: ClusterError?)]

    /// Changes single configs: all of a resource's changes, or none (A-14, A-16, A-17).
    package func incrementalAlterConfigs(
        _ resources: [ResourceChange<ConfigChange>], validateOnly: Bool = false, now: Timestamp
    ) throws(ClusterError) -> Decision<ConfigResults> {
        try alter(resources, validateOnly: validateOnly, now: now) {
            draft, resource throws(ClusterError) in
            try draft.changed(resource.changes, of: resource.resource)
        }
    }

    /// Replaces the whole set of configs of each resource: what is left out falls back (A-15).
    package func alterConfigs(
        _ resources: [ResourceChange<(name: String, value: String?)>], validateOnly: Bool = false,
        now: Timestamp
    ) throws(ClusterError) -> Decision<ConfigResults> {
        try alter(resources, validateOnly: validateOnly, now: now) {
            draft, resource throws(ClusterError) in
            let given = Dictionary(resource.changes.map { ($0.name, $0) }) { _, later in later }
            let left = draft.image.overrides(of: resource.resource).keys
                .filter { given[$0] == nil }
            let changes =
                left.map { ConfigChange(name: $0, operation: .delete, value: nil) }
                + given.values.map { .init(name: $0.name, operation: .set, value: $0.value) }
            return try draft.changed(changes, of: resource.resource)
        }
    }

    private func alter<Change: Sendable>(
        _ resources: [ResourceChange<Change>], validateOnly: Bool, now: Timestamp,
        _ change: (Draft, ResourceChange<Change>) throws(ClusterError) -> [(String, String?)]
    ) throws(ClusterError) -> Decision<ConfigResults> {
        try decide(now: now) { draft in
            var seen: Set<ConfigResource> = []
            var results: ConfigResults = []
            let twice = Set(resources.map(\.resource).filter { !seen.insert($0).inserted })
            seen = []
            for resource in resources where seen.insert(resource.resource).inserted {
                do throws(ClusterError) {
                    guard !twice.contains(resource.resource) else {
                        throw .invalidRequest("Each resource must appear at most once.")
                    }
                    let values = try change(draft, resource)
                    if !validateOnly { draft.set(values, of: resource.resource) }
                    results.append((resource.resource, nil))
                } catch {
                    results.append((resource.resource, error))
                }
            }
            return results
        }
    }
}

extension Draft {
    /// Adds a record for each value that is not what it was.
    fileprivate mutating func set(_ values: [(String, String?)], of resource: ConfigResource) {
        let present = image.overrides(of: resource)
        for (name, value) in values.sorted(by: { $0.0 < $1.0 }) where present[name] != value {
            add(.config(ConfigRecord(resource, name: name, value: value)))
        }
    }

    /// The new values of what is changed; nil where it falls back.
    fileprivate func changed(
        _ changes: [ConfigChange], of resource: ConfigResource
    ) throws(ClusterError) -> [(String, String?)] {
        try checkExists(resource)
        guard Set(changes.map(\.name)).count == changes.count else {
            throw .invalidRequest("Error due to duplicate config keys")
        }
        guard changes.count <= room else {
            throw .policyViolation("Excessively large number of changes per request.")
        }
        var values: [(String, String?)] = []
        for change in changes {
            values.append((change.name, try newValue(change, of: resource)))
        }
        return values
    }

    private func checkExists(_ resource: ConfigResource) throws(ClusterError) {
        switch resource.kind {
        case .topic:
            guard image.topics[resource.name] != nil else {
                if let complaint = TopicName.complaint(about: resource.name) {
                    throw .invalidTopicName("Topic name is invalid: \(complaint)")
                }
                throw .unknownTopic(name: resource.name)
            }
        case .broker where !resource.name.isEmpty:
            guard let id = Int32(resource.name) else {
                throw .invalidRequest("Broker id '\(resource.name)' is not a number.")
            }
            guard image.brokers[id] != nil else { throw .brokerNotRegistered(id) }
        case .broker: break
        case .brokerLogger, .clientMetrics, .group:
            throw .invalidRequest("Configs of this kind of resource are not kept here.")
        }
    }

    private func newValue(
        _ change: ConfigChange, of resource: ConfigResource
    ) throws(ClusterError) -> String? {
        guard change.operation != .delete else {
            try checkDeletion(of: change.name, resource)
            return nil
        }
        guard let given = change.value else {
            throw .invalidRequest("Null value not supported for : \(change.name)")
        }
        let text = try merged(given, change, resource)
        return resource.kind == .topic
            ? try checkedTopicConfig(change.name, text)
            : try checkedBrokerConfig(change.name, text, ofAll: resource == .allBrokers)
    }

    /// The value that a change asks for: for a list, what is there with its items added or taken.
    private func merged(
        _ given: String, _ change: ConfigChange, _ resource: ConfigResource
    ) throws(ClusterError) -> String {
        guard change.operation != .set else { return given }
        let row =
            resource.kind == .topic
            ? TopicSettings.row(change.name) : BrokerSettings.row(change.name)
        guard row?.kind == .list else {
            throw .invalidConfig(
                "Can't \(change.operation == .append ? "append to" : "subtract from") key "
                    + "\(change.name) because its type is not LIST")
        }
        let present = listItems(image.overrides(of: resource)[change.name] ?? row?.fallback ?? "")
        let items = listItems(given)
        let result =
            change.operation == .append
            ? present + items.filter { !present.contains($0) }
            : present.filter { !items.contains($0) }
        return result.joined(separator: ",")
    }

    private func checkDeletion(
        of name: String, _ resource: ConfigResource
    ) throws(ClusterError) {
        guard resource.kind == .topic else {
            guard let row = BrokerSettings.row(name) else { return }
            return try refuseFixed(row, ofAll: resource == .allBrokers)
        }
        guard TopicSettings.row(name) != nil else {
            throw .invalidConfig("Unknown topic config name: \(name)")
        }
    }

    /// The value of a topic's config as it is stored, if it is one (A-4).
    func checkedTopicConfig(_ name: String, _ value: String) throws(ClusterError) -> String {
        guard let row = TopicSettings.row(name) else {
            throw .invalidConfig("Unknown topic config name: \(name)")
        }
        do throws(SettingError) {
            return try row.check(value)
        } catch {
            throw .invalidConfig(error.message)
        }
    }

    /// The value of a broker's config as it is stored; unknown ones are for plugins (A-17).
    private func checkedBrokerConfig(
        _ name: String, _ value: String, ofAll: Bool
    ) throws(ClusterError) -> String {
        if ofAll, name.hasPrefix("listener.name.") {
            throw .invalidRequest(SettingError.perBroker(name).message)
        }
        guard let row = BrokerSettings.row(name) else { return value }
        try refuseFixed(row, ofAll: ofAll)
        do throws(SettingError) {
            return try row.check(value)
        } catch {
            throw .invalidRequest(error.message)
        }
    }

    /// Refuses settings that change by a restart only, or not for all brokers at once (A-16).
    private func refuseFixed(_ row: Setting, ofAll: Bool) throws(ClusterError) {
        switch row.update {
        case .clusterWide: return
        case .readOnly: throw .invalidRequest(SettingError.readOnly(row.name).message)
        case .perBroker where ofAll:
            throw .invalidRequest(SettingError.perBroker(row.name).message)
        case .perBroker where row.name.hasPrefix("ssl.") || row.name.hasPrefix("sasl."):
            throw .invalidRequest(SettingError.needsListenerPrefix(row.name).message)
        case .perBroker: return
        }
    }
}
