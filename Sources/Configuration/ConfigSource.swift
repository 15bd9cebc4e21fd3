/// Where a value comes from, numbered as DescribeConfigs numbers it, strongest first.
package enum ConfigSource: Int8, Sendable {
    case topic = 1
    case dynamicBroker = 2
    case dynamicCluster = 3
    case staticBroker = 4
    case fallback = 5
    case brokerLogger = 6
    case clientMetrics = 7
    case group = 8
}

/// What is set for a broker, by name, from the strongest layer to the weakest.
package struct BrokerLayers: Sendable, Equatable {
    /// Changed while running, for this broker.
    package var broker: [String: String]
    /// Changed while running, for all brokers.
    package var cluster: [String: String]
    /// From flags, environment and file.
    package var given: [String: String]

    package init(
        broker: [String: String] = [:], cluster: [String: String] = [:],
        given: [String: String] = [:]
    ) {
        self.broker = broker
        self.cluster = cluster
        self.given = given
    }

    /// The layers with the source that each is.
    var bySource: [(source: ConfigSource, values: [String: String])] {
        [(.dynamicBroker, broker), (.dynamicCluster, cluster), (.staticBroker, given)]
    }
}

/// The value of a setting, where it comes from, and what would hold without it.
package struct ResolvedSetting: Sendable {
    package let setting: Setting
    /// Nil where there is none, or where it is a secret.
    package let value: String?
    package let source: ConfigSource
    /// The values of all layers, strongest first; the first is the one that holds.
    package let synonyms: [Synonym]

    /// A name under which a layer gives the value.
    package struct Synonym: Sendable, Equatable {
        package let name: String
        package let value: String?
        package let source: ConfigSource
    }
}
