package import KafkaMessages
import KafkaProtocol
import Syscalls

/// What one asks of a cluster: by any broker, by the controller, or by who leads a partition.
///
/// It works with Strom and with Apache Kafka, and belongs to one thread.
package final class KafkaClient {
    private let bootstrap: [BootstrapAddress]
    let identity: ClientIdentity
    let timeoutMs: Int32
    private var connections: [BootstrapAddress: BrokerConnection] = [:]
    private var brokers: [Int32: BootstrapAddress] = [:]
    private var topics: [String: MetadataResponse.Topics] = [:]

    /// Nothing is connected yet; what passes by itself is tried for `timeoutMs`.
    package init(
        bootstrap: [BootstrapAddress], identity: ClientIdentity, timeoutMs: Int32 = 30_000
    ) {
        self.bootstrap = bootstrap
        self.identity = identity
        self.timeoutMs = timeoutMs
    }

    /// To whom a request goes.
    package enum Destination {
        case anyBroker
        case controller
        case broker(Int32)
    }

    /// The connection to a broker.
    package func connection(
        to destination: Destination = .anyBroker
    ) throws(ClientError) -> BrokerConnection {
        switch destination {
        case .anyBroker: return try anyConnection()
        case .broker(let id): return try connection(toBroker: id)
        case .controller:
            // A broker of KRaft names any broker, which passes the request on.
            let id = try metadata(of: []).controllerId
            return id < 0 ? try anyConnection() : try connection(toBroker: id)
        }
    }

    /// Asks one broker; a connection that has ended is made anew, once.
    package func ask<Request: RequestMessage>(
        _ request: Request, of destination: Destination = .anyBroker, atMost limit: Int16 = .max
    ) throws(ClientError) -> Request.Response {
        let connection = try connection(to: destination)
        do {
            return try connection.ask(request, atMost: limit)
        } catch {
            connections[connection.address] = nil
            guard case .connectionLost = error else { throw error }
            return try self.connection(to: destination).ask(request, atMost: limit)
        }
    }

    /// The metadata of topics, of all for nil; it also learns the brokers.
    package func metadata(
        of names: [String]?, creating: Bool = false
    ) throws(ClientError) -> MetadataResponse {
        var request = MetadataRequest()
        request.allowAutoTopicCreation = creating
        request.topics = names.map { names in
            names.map { name in
                var topic = MetadataRequest.Topics()
                topic.name = name
                return topic
            }
        }
        let response = try ask(request)
        for broker in response.brokers {
            brokers[broker.nodeId] = BootstrapAddress(
                host: broker.host, port: UInt16(clamping: broker.port))
        }
        for topic in response.topics where topic.errorCode == 0 {
            if let name = topic.name { topics[name] = topic }
        }
        return response
    }

    /// One topic with its partitions, asked for anew if `fresh`.
    ///
    /// - Throws: what the broker says of the topic, once it does not pass by itself.
    package func topic(
        _ name: String, creating: Bool = false, fresh: Bool = false
    ) throws(ClientError) -> MetadataResponse.Topics {
        if !fresh, let known = topics[name] { return known }
        return try retrying { () throws(ClientError) in
            guard let topic = try metadata(of: [name], creating: creating).topics.first else {
                throw .noSuchTopic(name)
            }
            let code = ErrorCode(rawValue: topic.errorCode)
            guard creating || code != .unknownTopicOrPartition else { throw .noSuchTopic(name) }
            guard code == .none else {
                throw .refused(code, subject: "topic \(name)", message: nil)
            }
            return topic
        }
    }

    /// Asks who leads a partition; what passes by itself is tried again with new metadata.
    package func withLeader<Result: ~Copyable>(
        of partition: Int32, topic name: String,
        _ body: (BrokerConnection, MetadataResponse.Topics) throws(ClientError) -> Result
    ) throws(ClientError) -> Result {
        var isFresh = false
        return try retrying { () throws(ClientError) in
            let topic = try topic(name, fresh: isFresh)
            isFresh = true
            guard let found = topic.partitions.first(where: { $0.partitionIndex == partition })
            else {
                throw .refused(
                    .invalidPartitions, subject: "partition \(partition) of \(name)",
                    message: "the topic has \(topic.partitions.count) partitions")
            }
            guard found.leaderId >= 0 else { throw .noLeader(topic: name, partition: partition) }
            let connection = try connection(toBroker: found.leaderId)
            do throws(ClientError) {
                return try body(connection, topic)
            } catch {
                if case .connectionLost = error { connections[connection.address] = nil }
                if case .timedOut = error { connections[connection.address] = nil }
                throw error
            }
        }
    }

    /// Does it again, after a short rest, while it fails in a way that passes and there is time.
    package func retrying<Result: ~Copyable>(
        _ body: () throws(ClientError) -> Result
    ) throws(ClientError) -> Result {
        let deadline = Instant.now().advanced(byMilliseconds: Int64(timeoutMs))
        var restMs = 20
        while true {
            do {
                return try body()
            } catch {
                guard error.isPassing, Instant.now() < deadline else { throw error }
                if case .notReachable = error { throw error }
                Thread.sleep(milliseconds: restMs)
                restMs = min(restMs * 2, 500)
            }
        }
    }

    private func anyConnection() throws(ClientError) -> BrokerConnection {
        if let known = connections.values.first { return known }
        var failure = ClientError.notReachable(address: "", reason: "no address is given")
        for address in bootstrap {
            do {
                return try connection(at: address)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private func connection(toBroker id: Int32) throws(ClientError) -> BrokerConnection {
        if brokers[id] == nil { _ = try metadata(of: []) }
        guard let address = brokers[id] else {
            throw .refused(
                .brokerNotAvailable, subject: "broker \(id)", message: "there is no such broker")
        }
        return try connection(at: address)
    }

    private func connection(at address: BootstrapAddress) throws(ClientError) -> BrokerConnection {
        if let known = connections[address] { return known }
        let made = try BrokerConnection(to: address, as: identity, timeoutMs: timeoutMs)
        connections[address] = made
        return made
    }
}
