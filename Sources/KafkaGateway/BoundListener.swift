package import Configuration
package import EventLoop
package import Syscalls

/// A listener with its sockets: one, or two where a name stands for both versions of IP.
package struct BoundListener: Sendable {
    /// The listener's name, such as `PLAINTEXT`.
    package let name: String
    package let sockets: [ListeningSocket]

    /// Binds the endpoint's addresses.
    ///
    /// Without a host it takes connections to every address of the machine. `localhost` is
    /// 127.0.0.1, and [::1] where there is IPv6; port 0 takes a free port, the same for both.
    package init(
        _ endpoint: ListenerEndpoint, _ options: SocketOptions
    ) throws(BindFailure) {
        name = endpoint.name
        guard !endpoint.host.isEmpty else {
            sockets = [try Self.bindEverywhere(endpoint, options)]
            return
        }
        sockets = try Self.bind(try Self.addresses(of: endpoint), of: endpoint, options)
    }

    /// Where it can be connected to: the first socket's address, and the loopback address for one
    /// that stands for every address.
    package var address: SocketAddress {
        var address = sockets[0].address
        if address.ip.isAny { address.ip = .loopback4 }
        return address
    }

    private static func addresses(
        of endpoint: ListenerEndpoint
    ) throws(BindFailure) -> [SocketAddress] {
        guard endpoint.host != "localhost" else {
            return [.loopback4, .loopback6].map { SocketAddress(ip: $0, port: endpoint.port) }
        }
        do {
            return try SocketAddress.resolve(endpoint.host, port: endpoint.port)
        } catch {
            throw BindFailure(endpoint: endpoint, reason: .unknownHost(error.reason))
        }
    }

    /// Binds `[::]` for both versions, or 0.0.0.0 where there is no IPv6.
    private static func bindEverywhere(
        _ endpoint: ListenerEndpoint, _ options: SocketOptions
    ) throws(BindFailure) -> ListeningSocket {
        do {
            return try ListeningSocket(
                on: SocketAddress(ip: .any6, port: endpoint.port), backlog: options.backlog,
                alsoVersion4: true, buffers: options.buffers)
        } catch .addressInUse {
            throw BindFailure(endpoint: endpoint, reason: .refused(.addressInUse))
        } catch {
            return try bind(
                [SocketAddress(ip: .any4, port: endpoint.port)], of: endpoint, options)[0]
        }
    }

    /// Binds each address; one of IPv6 may be missing where there is no IPv6.
    private static func bind(
        _ addresses: [SocketAddress], of endpoint: ListenerEndpoint, _ options: SocketOptions
    ) throws(BindFailure) -> [ListeningSocket] {
        var sockets: [ListeningSocket] = []
        var failure = Errno.addressNotAvailable
        for var address in addresses {
            if address.port == 0, let first = sockets.first { address.port = first.address.port }
            do {
                sockets.append(
                    try ListeningSocket(
                        on: address, backlog: options.backlog, buffers: options.buffers))
            } catch {
                failure = error
                let isMissing = error == .addressNotAvailable || error == .noAddressFamily
                guard isMissing, address.ip.isVersion6 else {
                    throw BindFailure(endpoint: endpoint, reason: .refused(error))
                }
            }
        }
        guard !sockets.isEmpty else {
            throw BindFailure(endpoint: endpoint, reason: .refused(failure))
        }
        return sockets
    }
}

/// What the sockets of a listener, and the connections that it takes, are set to.
package struct SocketOptions: Sendable {
    /// Connections that may wait to be taken (`socket.listen.backlog.size`); at least 1, and the kernel
    /// allows no more than its `net.core.somaxconn`.
    package let backlog: Int32
    /// `socket.send.buffer.bytes` and `socket.receive.buffer.bytes`.
    package let buffers: SocketBuffers

    package init(backlog: Int, buffers: SocketBuffers = .system) {
        self.backlog = Int32(clamping: max(1, backlog))
        self.buffers = buffers
    }

    /// As the settings say; -1 leaves a buffer to the system.
    package init(_ configuration: BrokerConfiguration) {
        func bytes(_ setting: Int) -> Int32? { setting < 0 ? nil : Int32(clamping: setting) }
        self.init(
            backlog: configuration.socketListenBacklogSize,
            buffers: SocketBuffers(
                send: bytes(configuration.socketSendBufferBytes),
                receive: bytes(configuration.socketReceiveBufferBytes)))
    }
}

/// Why a listener could not be bound.
package struct BindFailure: Error, Sendable, CustomStringConvertible {
    package let endpoint: ListenerEndpoint
    package let reason: Reason

    /// What kept it from being bound.
    package enum Reason: Equatable, Sendable {
        /// The host has no address, in the resolver's words.
        case unknownHost(String)
        case refused(Errno)
    }

    /// One sentence for whoever started the broker.
    package var description: String {
        let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        let place = "\(endpoint.name)://\(host):\(endpoint.port)"
        return switch reason {
        case .unknownHost(let words): "cannot listen on \(place): the host is unknown (\(words))"
        case .refused(.addressInUse):
            "cannot listen on \(place): port \(endpoint.port) is taken by another process"
        case .refused(let error): "cannot listen on \(place): \(error)"
        }
    }
}
