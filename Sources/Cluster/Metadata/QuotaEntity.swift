package import Syscalls

/// What a quota limits, by the name that it has on the wire.
package enum QuotaKey: String, CaseIterable, Sendable {
    /// Bytes of Produce requests per second.
    case producerByteRate = "producer_byte_rate"
    /// Bytes of fetched records per second.
    case consumerByteRate = "consumer_byte_rate"
    /// Time of the loops, in hundredths of one loop's (KIP-124).
    case requestPercentage = "request_percentage"
    /// Partitions made and deleted per second (KIP-599).
    case controllerMutationRate = "controller_mutation_rate"
    /// Connections of an address per second (KIP-612).
    case connectionCreationRate = "connection_creation_rate"

    /// Whether it limits addresses, not clients.
    package var isOfAddresses: Bool { self == .connectionCreationRate }
}

/// Whom a quota is for: clients by their user, by their id, or both; or an address.
package enum QuotaEntity: Hashable, Sendable {
    /// At least one of both is there.
    case clients(user: Name?, id: Name?)
    /// nil stands for each address that has no quota of its own.
    case address(IPAddress?)

    /// Who is meant by one part of an entity.
    package enum Name: Hashable, Sendable {
        case named(String)
        /// Each one for whom there is no quota by name; every one of them has a share of its own.
        case others

        /// As the wire has it: null for the others.
        init(_ wire: String?) {
            self = wire.map(Name.named) ?? .others
        }

        var wire: String? {
            if case .named(let name) = self { name } else { nil }
        }
    }
}

// MARK: - The entity on the wire

extension QuotaEntity {
    /// One part of an entity as requests, answers and records have it.
    package struct Part: Hashable, Sendable {
        /// `user`, `client-id` or `ip`.
        package let type: String
        /// nil for the default entity.
        package let name: String?

        package init(_ type: String, _ name: String?) {
            self.type = type
            self.name = name
        }
    }

    package static let user = "user"
    package static let clientID = "client-id"
    package static let ip = "ip"

    /// Reads an entity from its parts.
    package init(_ parts: [Part]) throws(ClusterError) {
        var names: [String: String?] = [:]
        for part in parts {
            guard names.updateValue(part.name, forKey: part.type) == nil else {
                throw .invalidRequest(
                    "Invalid client quota entity, duplicate entity type \(part.type)")
            }
            guard [Self.user, Self.clientID, Self.ip].contains(part.type) else {
                throw .invalidRequest(
                    "Invalid client quota entity, unhandled entity type \(part.type)")
            }
            guard part.name?.isEmpty != true else {
                throw .invalidRequest("Empty \(part.type) not supported")
            }
        }
        guard let address = names[Self.ip] else {
            guard !names.isEmpty else {
                throw .invalidRequest("Invalid empty client quota entity")
            }
            self = .clients(
                user: names[Self.user].map(Name.init), id: names[Self.clientID].map(Name.init))
            return
        }
        guard names.count == 1 else {
            throw .invalidRequest(
                "Invalid quota entity combination, IP entity should not be combined with User or "
                    + "ClientId")
        }
        self = .address(try address.map { text throws(ClusterError) in try Self.address(text) })
    }

    /// Reads an address.
    ///
    /// Names are not resolved: who is limited must not depend on what a resolver says today.
    private static func address(_ text: String) throws(ClusterError) -> IPAddress {
        guard let address = IPAddress(text) else {
            throw .invalidRequest("\(text) is not a valid IP address.")
        }
        return address
    }

    /// The parts of which ``init(_:)`` makes the entity again.
    package var parts: [Part] {
        switch self {
        case .address(let address): [Part(Self.ip, address?.description)]
        case .clients(let user, let id):
            [user.map { Part(Self.user, $0.wire) }, id.map { Part(Self.clientID, $0.wire) }]
                .compactMap(\.self)
        }
    }

    /// Entities are sorted by their parts, the default before the names.
    var sortKey: [String] {
        parts.flatMap { [$0.type, $0.name == nil ? "0" : "1", $0.name ?? ""] }
    }
}
