package import Configuration
import KafkaMessages
import KafkaProtocol
package import Syscalls

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

    /// Changes single configs: all of a resource's changes, or none.
    package func incrementalAlterConfigs(
        _ resources: [ResourceChange<ConfigChange>], validateOnly: Bool = false, now: Timestamp
    ) throws(ClusterError) -> Decision<ConfigResults> {
        try alter(resources, validateOnly: validateOnly, now: now) {
            draft, resource throws(ClusterError) in
            try draft.changed(resource.changes, of: resource.resource)
        }
    }

    /// Replaces the whole set of configs of each resource: what is left out falls back.
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
                left.map { ConfigChange($0, .delete, nil) }
                + given.values.map { .init($0.name, .set, $0.value) }
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
                        throw .resourceTwice
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
        guard changes.count <= room else {
            throw .policyViolation("Excessively large number of changes per request.")
        }
        let present = image.overrides(of: resource)
        let values: [String: String]
        do throws(SettingError) {
            values = try after(changes, of: resource, from: present)
        } catch {
            throw ClusterError(error, of: resource.kind)
        }
        try checkRoom(for: values, of: resource)
        return changes.map { ($0.name, values[$0.name]) }
    }

    private func after(
        _ changes: [ConfigChange], of resource: ConfigResource, from present: [String: String]
    ) throws(SettingError) -> [String: String] {
        if resource.kind == .topic {
            return try TopicSettings.apply(changes, to: present, broker: brokerLayers)
        }
        if resource.kind == .group {
            return try GroupSettings.apply(changes, to: present, broker: brokerLayers)
        }
        if resource.kind == .clientMetrics {
            return try ClientMetricsSettings.apply(
                changes, to: present, isExpression: { RegularExpression($0) != nil })
        }
        return try BrokerSettings.apply(
            changes, to: present,
            reach: resource == .allBrokers ? .allBrokers : .thisBroker,
            given: configuration.layers.given)
    }

    /// What is set for this broker, on which the topics' defaults rest.
    private var brokerLayers: BrokerLayers {
        image.layers(ofBroker: configuration.nodeID, given: configuration.layers.given)
    }

    /// What is set for a new topic, as it is stored.
    func checkedTopicConfigs(
        _ configs: [(name: String, value: String?)]
    ) throws(ClusterError) -> [String: String] {
        do throws(SettingError) {
            return try TopicSettings.check(
                Dictionary(configs.map { ($0.name, $0.value) }) { _, later in later },
                broker: brokerLayers)
        } catch {
            throw .invalidConfig(error.message)
        }
    }

    private func checkExists(_ resource: ConfigResource) throws(ClusterError) {
        switch resource.kind {
        case .topic:
            guard !resource.name.isEmpty else {
                throw .invalidRequest("The name of a topic may not be empty.")
            }
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
        case .group:
            guard !resource.name.isEmpty else {
                throw .invalidRequest("The group id may not be empty.")
            }
        case .clientMetrics:
            guard !resource.name.isEmpty else {
                throw .invalidRequest("The name of a subscription may not be empty.")
            }
        case .brokerLogger:
            throw .invalidRequest("Configs of this kind of resource are not kept here.")
        }
    }
}

extension ClusterError {
    /// A request names a resource more than once: nothing of it is changed.
    package static let resourceTwice = ClusterError.invalidRequest(
        "Each resource must appear at most once.")

    /// Which code a client gets: Kafka calls a bad value of a topic or a group a bad config, and one of
    /// a broker or a subscription a bad request.
    fileprivate init(_ error: SettingError, of kind: ConfigResource.Kind) {
        switch error {
        case .twice, .missingValue, .readOnly, .perBroker, .needsListenerPrefix:
            self = .invalidRequest(error.message)
        case .notAList: self = .invalidConfig(error.message)
        case .unknown, .badValue, .conflict:
            self =
                kind == .topic || kind == .group
                ? .invalidConfig(error.message) : .invalidRequest(error.message)
        }
    }
}
