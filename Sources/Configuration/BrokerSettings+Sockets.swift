extension BrokerSettings {
    /// Where the broker listens, and how much it takes.
    static let sockets: [Setting] = [
        Setting(
            "listeners", .list, "PLAINTEXT://localhost:9092", in: .nonEmptyList, update: .perBroker,
            "Addresses to listen on as NAME://host:port, separated by commas; an empty host means all interfaces."
        ),
        Setting(
            "advertised.listeners", .list, nil, in: .nonEmptyList,
            "Addresses that clients are told, as NAME://host:port; where it is not given, each client is told the one by which it came."
        ),
        Setting(
            "listener.security.protocol.map", .string,
            "PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL",
            update: .perBroker,
            "Security protocol of each listener name, as NAME:PROTOCOL separated by commas."),
        Setting(
            // Kafka's default is 102400; the system's own growing one takes a third less CPU.
            "socket.send.buffer.bytes", .int, "-1",
            "Size in bytes of a connection's send buffer (SO_SNDBUF); -1 leaves it to the system."),
        Setting(
            "socket.receive.buffer.bytes", .int, "-1",
            "Size in bytes of a connection's receive buffer (SO_RCVBUF); -1 leaves it to the system."
        ),
        Setting(
            "socket.request.max.bytes", .int, "104857600", in: .atLeast(1),
            "Largest request in bytes; a connection that sends a larger one is closed."),
        Setting(
            "socket.listen.backlog.size", .int, "50", in: .atLeast(1),
            "Connections that may wait to be accepted."),
        Setting(
            "max.connections.per.ip", .int, "2147483647", in: .atLeast(0), update: .clusterWide,
            "Most connections from one address."),
        Setting(
            "max.connections.per.ip.overrides", .string, "", update: .clusterWide,
            "Most connections from certain addresses, as address:count separated by commas."),
        Setting(
            "max.connections", .int, "2147483647", in: .atLeast(0), update: .clusterWide,
            "Most connections to this broker."),
        Setting(
            "max.connection.creation.rate", .int, "2147483647", in: .atLeast(0),
            update: .clusterWide, "Most new connections a second."),
        Setting(
            "connections.max.idle.ms", .long, "600000",
            "Milliseconds without traffic after which a connection is closed; below 0 for never."),
        Setting(
            "connection.failed.authentication.delay.ms", .int, "100", in: .atLeast(0),
            "Milliseconds before a connection is closed that failed to authenticate."),
        Setting(
            "queued.max.requests", .int, "500", in: .atLeast(1),
            "Requests that may be in work before more are read."),
        Setting(
            "queued.max.request.bytes", .long, "-1",
            "Bytes in flight at which sockets are not read, at most half of strom.memory.bytes; -1 for that half."
        ),
        Setting(
            "num.network.threads", .int, "3", in: .atLeast(1), update: .clusterWide,
            "No effect: Kafka's network threads; here strom.loops says how many loops there are."),
    ]
}
