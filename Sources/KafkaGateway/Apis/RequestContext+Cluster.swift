import Cluster
import KafkaProtocol
import Syscalls

extension RequestContext {
    /// The image in force, as this request's loop was last told.
    var image: MetadataImage { loop.image }

    var broker: LocalBroker { loop.broker }

    /// Where this client reaches a broker: by the listener that it came in on (C-14).
    ///
    /// A listener without an advertised host tells each client the address by which it came.
    ///
    /// - Returns: nil where the broker has no endpoint on that listener.
    func address(of node: BrokerImage) -> NodeAddress? {
        guard let endpoint = node.endpoint(named: connection.listener) else { return nil }
        guard endpoint.host.isEmpty else {
            return NodeAddress(node, host: endpoint.host, port: Int32(endpoint.port))
        }
        let local = connection.localAddress
        return NodeAddress(
            node, host: local.ip.isLoopback ? "localhost" : local.ip.description,
            port: Int32(local.port))
    }

    /// Where this client reaches the brokers that take part, by ascending id.
    var addresses: [NodeAddress] {
        image.liveBrokers.compactMap { address(of: $0) }
    }

    /// The broker that decides about metadata, where this client can reach it.
    ///
    /// Any broker may be named, since each passes such requests on (M-10).
    var controllerID: Int32 {
        let known = addresses.map(\.id)
        return known.contains(image.controllerID) ? image.controllerID : known.first ?? -1
    }
}

/// A broker as a client is told of it.
struct NodeAddress {
    let id: Int32
    let host: String
    let port: Int32
    let rack: String?

    init(_ broker: BrokerImage, host: String, port: Int32) {
        id = broker.id
        self.host = host
        self.port = port
        rack = broker.rack
    }
}
