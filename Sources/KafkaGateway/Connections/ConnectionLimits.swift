package import Configuration
package import Syscalls

/// How many connections there may be, and what they may take.
package struct ConnectionLimits: Sendable {
    /// `max.connections`, or what memory and descriptors allow where that is less.
    package var connections: Int
    /// `max.connections.per.ip`.
    package var perAddress: Int
    /// `max.connections.per.ip.overrides`.
    package var perAddressOverrides: [IPAddress: Int] = [:]
    /// `max.connection.creation.rate`, per second.
    package var creationRate: Int
    /// `connections.max.idle.ms`; less than 1 is for ever.
    package var idleMs: Int64
    /// `socket.request.max.bytes`.
    package var largestRequest: Int

    /// Memory of one connection, the kernel's share included, that is reckoned with.
    private static let memoryPerConnection = 16 << 10
    /// Descriptors that are left for logs and peers, of many.
    private static let otherDescriptors = 1024

    /// The limits that settings, memory and descriptors leave.
    package init(_ configuration: BrokerConfiguration, openFiles: Int, memory: Int) {
        let forSockets = max(openFiles - Self.otherDescriptors, openFiles / 2)
        connections = min(
            configuration.maxConnections, forSockets, memory / 4 / Self.memoryPerConnection)
        perAddress = configuration.maxConnectionsPerIP
        for (host, limit) in configuration.maxConnectionsPerIPOverrides {
            let addresses = (try? SocketAddress.resolve(host, port: 0)) ?? []
            for address in addresses {
                perAddressOverrides[address.ip] = limit
            }
        }
        creationRate = configuration.maxConnectionCreationRate
        idleMs = configuration.connectionsMaxIdleMs
        largestRequest = configuration.socketRequestMaxBytes
    }
}
