package import Syscalls

/// Who asks, as quotas see it.
package struct QuotaClient: Hashable, Sendable {
    /// The name of the authenticated user; `ANONYMOUS` where nobody was.
    package let user: String
    /// The client id; empty where the client has none.
    package let id: String

    package init(user: String, id: String) {
        self.user = user
        self.id = id
    }
}

/// The quota that counts for a client, and with whom it is shared.
package struct ClientQuota: Hashable, Sendable {
    package let key: QuotaKey
    /// What may be used in a second.
    package let bound: Double
    /// All clients with the same share use up the same quota.
    package let share: Share

    package init(_ key: QuotaKey, _ bound: Double, _ share: Share) {
        self.key = key
        self.bound = bound
        self.share = share
    }

    /// A user and an id, one user with all ids, or one id of all users.
    package struct Share: Hashable, Sendable {
        package let user: String?
        package let id: String?

        package init(user: String?, id: String?) {
            self.user = user
            self.id = id
        }
    }
}

/// The quotas that are set, and which of them counts for whom.
package struct ClientQuotas: Sendable {
    private var rows = ShardedTable<QuotaEntity, [String: Double]>()
    /// How many entities of each rank have a quota of each key.
    private var counts = Array(
        repeating: 0, count: QuotaKey.allCases.count * QuotaRank.allCases.count)

    /// About what all of them take, in bytes.
    private(set) var byteCount = 0

    package init() {}

    /// Whether none is set: then nothing is measured.
    package var isEmpty: Bool { rows.isEmpty }

    /// What is set for an entity, by the names of the keys.
    package func values(of entity: QuotaEntity) -> [String: Double] {
        rows[entity] ?? [:]
    }

    /// All entities that have quotas, sorted.
    package var entities: [QuotaEntity] { entities { _ in true } }

    /// Those that `isMeant` lets through, sorted: no order means anything, but answers and snapshots
    /// have one.
    package func entities(where isMeant: (QuotaEntity) -> Bool) -> [QuotaEntity] {
        rows.keys.filter(isMeant).map { (key: $0.sortKey, entity: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.entity)
    }

    /// The quota that counts for a client: of all that match, the most exact one.
    package func quota(_ key: QuotaKey, of client: QuotaClient) -> ClientQuota? {
        for rank in QuotaRank.ofClients where counts[Self.index(key, rank)] > 0 {
            if let bound = rows[rank.entity(of: client)]?[key.rawValue] {
                return ClientQuota(key, bound, rank.share(of: client))
            }
        }
        return nil
    }

    /// How many connections an address may make in a second.
    package func connectionRate(of address: IPAddress) -> Double? {
        let key = QuotaKey.connectionCreationRate
        if counts[Self.index(key, .address)] > 0,
            let bound = rows[.address(address)]?[key.rawValue]
        {
            return bound
        }
        guard counts[Self.index(key, .otherAddresses)] > 0 else { return nil }
        return rows[.address(nil)]?[key.rawValue]
    }

    /// Sets a quota; nil takes it back.
    mutating func set(_ key: String, of entity: QuotaEntity, to bound: Double?) {
        var values = values(of: entity)
        let before = values.updateValue(bound ?? 0, forKey: key)
        byteCount -= entity.byteCount(ofQuotas: self.values(of: entity).count)
        if bound == nil { values[key] = nil }
        byteCount += entity.byteCount(ofQuotas: values.count)
        rows[entity] = values.isEmpty ? nil : values
        guard let key = QuotaKey(rawValue: key) else { return }
        counts[Self.index(key, QuotaRank(entity))] +=
            (bound == nil ? 0 : 1) - (before == nil ? 0 : 1)
    }

    private static func index(_ key: QuotaKey, _ rank: QuotaRank) -> Int {
        let number =
            switch key {
            case .producerByteRate: 0
            case .consumerByteRate: 1
            case .requestPercentage: 2
            case .controllerMutationRate: 3
            case .connectionCreationRate: 4
            }
        return number * QuotaRank.allCases.count + rank.rawValue
    }
}

/// How exactly an entity names whom it means, the most exact first.
private enum QuotaRank: Int, CaseIterable {
    case userAndID, userAndOtherIDs, user, otherUsersAndID, otherUsersAndIDs, otherUsers, id,
        otherIDs
    case address, otherAddresses

    /// Those of clients, in the order in which they are tried.
    static let ofClients = allCases.filter { $0.rawValue < address.rawValue }

    init(_ entity: QuotaEntity) {
        self =
            switch entity {
            case .clients(.named, .named): .userAndID
            case .clients(.named, .others): .userAndOtherIDs
            case .clients(.named, nil): .user
            case .clients(.others, .named): .otherUsersAndID
            case .clients(.others, .others): .otherUsersAndIDs
            case .clients(.others, nil): .otherUsers
            case .clients(nil, .named): .id
            case .clients(nil, .others), .clients(nil, nil): .otherIDs
            case .address(.some): .address
            case .address(nil): .otherAddresses
            }
    }

    /// The entity of this rank that means the client.
    func entity(of client: QuotaClient) -> QuotaEntity {
        switch self {
        case .userAndID: .clients(user: .named(client.user), id: .named(client.id))
        case .userAndOtherIDs: .clients(user: .named(client.user), id: .others)
        case .user: .clients(user: .named(client.user), id: nil)
        case .otherUsersAndID: .clients(user: .others, id: .named(client.id))
        case .otherUsersAndIDs: .clients(user: .others, id: .others)
        case .otherUsers: .clients(user: .others, id: nil)
        case .id: .clients(user: nil, id: .named(client.id))
        case .otherIDs, .address, .otherAddresses: .clients(user: nil, id: .others)
        }
    }

    /// With whom the client shares a quota of this rank.
    func share(of client: QuotaClient) -> ClientQuota.Share {
        switch self {
        case .user, .otherUsers: .init(user: client.user, id: nil)
        case .id, .otherIDs: .init(user: nil, id: client.id)
        default: .init(user: client.user, id: client.id)
        }
    }
}
