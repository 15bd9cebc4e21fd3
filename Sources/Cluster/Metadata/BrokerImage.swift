package import Bytes

/// A broker as the cluster knows it.
package struct BrokerImage: Sendable, Equatable {
    package let id: Int32
    /// Which of the broker's lives this is: drawn at each start.
    package let incarnation: Uuid
    /// The offset of the registration in the metadata log; an older one is refused (KIP-841).
    package let epoch: Int64
    package let endpoints: [Endpoint]
    package let rack: String?
    /// The identifiers of its data directories.
    package let directories: [Uuid]
    /// The versions of the cluster's features that it can do.
    package let features: [SupportedFeature]
    /// A fenced broker leads nothing and is told to no client.
    package internal(set) var isFenced: Bool
    package internal(set) var isInControlledShutdown: Bool

    /// The endpoint of a listener.
    package func endpoint(named name: String) -> Endpoint? {
        endpoints.first { $0.name == name }
    }
}

/// Where a broker can be reached, for one of its listeners.
package struct Endpoint: Sendable, Hashable {
    /// The listener's name, such as `PLAINTEXT`.
    package let name: String
    /// Empty where each client is told the address by which it came.
    package let host: String
    package let port: UInt16
    /// Kafka's number of the security protocol: 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL.
    package let securityProtocol: Int16

    package init(name: String, host: String, port: UInt16, securityProtocol: Int16) {
        self.name = name
        self.host = host
        self.port = port
        self.securityProtocol = securityProtocol
    }
}

/// The versions of a feature that a broker can do.
package struct SupportedFeature: Sendable, Hashable {
    package let name: String
    package let versions: ClosedRange<Int16>

    package init(name: String, versions: ClosedRange<Int16>) {
        self.name = name
        self.versions = versions
    }

    /// Which records the metadata log may hold.
    package static let metadataVersion = "metadata.version"
    /// Which protocols groups may speak: 1 has KIP-848.
    package static let groupVersion = "group.version"

    /// What transactions can do: 2 gives each an epoch of its own (KIP-890).
    package static let transactionVersion = "transaction.version"

    /// What this build can do, as ApiVersions tells it.
    package static let ofThisBuild = [
        SupportedFeature(name: metadataVersion, versions: 7...29),
        SupportedFeature(name: groupVersion, versions: 0...1),
        SupportedFeature(name: transactionVersion, versions: 0...2),
    ]

    /// What a new cluster finalizes, and a broker alone when it starts on a directory from before:
    /// `metadata.version` 29 is Kafka 4.2's.
    package static let finalizedAtBirth: [(name: String, level: Int16)] = [
        (metadataVersion, 29), (groupVersion, 1), (transactionVersion, 2),
    ]
}

extension [SupportedFeature] {
    /// The versions of a feature; 0 alone where it is not known.
    func versions(of name: String) -> ClosedRange<Int16> {
        first { $0.name == name }?.versions ?? 0...0
    }
}
