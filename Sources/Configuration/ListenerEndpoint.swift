/// A listener as `listeners` and `advertised.listeners` write it: `NAME://host:port`.
package struct ListenerEndpoint: Sendable, Equatable {
    /// In capitals, such as `PLAINTEXT`.
    package let name: String
    package let security: SecurityProtocol
    /// Empty for all interfaces; an IPv6 address without its brackets.
    package let host: String
    package let port: UInt16

    package init(name: String, security: SecurityProtocol, host: String, port: UInt16) {
        self.name = name
        self.security = security
        self.host = host
        self.port = port
    }
}

/// How a listener protects what goes over it.
package enum SecurityProtocol: String, Sendable, CaseIterable {
    case plaintext = "PLAINTEXT"
    case ssl = "SSL"
    case saslPlaintext = "SASL_PLAINTEXT"
    case saslSSL = "SASL_SSL"
}
