/// What a config belongs to.
package struct ConfigResource: Hashable, Sendable, Comparable {
    package let kind: Kind
    /// A topic's name, a broker's id, or empty for all brokers.
    package let name: String

    package init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// The config of a topic.
    package static func topic(_ name: String) -> ConfigResource { .init(.topic, name) }

    /// The config of one broker.
    package static func broker(_ id: Int32) -> ConfigResource { .init(.broker, String(id)) }

    /// The config that all brokers share.
    package static let allBrokers = ConfigResource(.broker, "")

    /// Numbered as the protocol numbers them.
    package enum Kind: Int8, Sendable {
        case topic = 2
        case broker = 4
        case brokerLogger = 8
        case clientMetrics = 16
        case group = 32
    }

    package static func < (left: ConfigResource, right: ConfigResource) -> Bool {
        (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
    }
}
