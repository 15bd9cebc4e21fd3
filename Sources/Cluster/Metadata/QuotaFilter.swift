/// Which entities DescribeClientQuotas asks for.
package struct QuotaFilter: Sendable {
    private var parts: [String: Match] = [:]
    private let isStrict: Bool

    /// What a part of an entity must be.
    package enum Match: Hashable, Sendable {
        /// That name; nil for the default entity.
        case exactly(String?)
        /// There, whatever its name.
        case present
    }

    /// A filter that lets an entity through that has all of these parts as they are wanted.
    ///
    /// - Parameters:
    ///   - wanted: the parts, each kind once.
    ///   - isStrict: whether it must have no other parts.
    /// - Throws: why no entity could ever pass.
    package init(_ wanted: [(type: String, match: Match)], isStrict: Bool) throws(ClusterError) {
        self.isStrict = isStrict
        for (type, match) in wanted {
            guard !type.isEmpty else { throw .invalidRequest("Invalid empty entity type.") }
            guard parts.updateValue(match, forKey: type) == nil else {
                throw .invalidRequest(
                    "Entity type \(type) cannot appear more than once in the filter.")
            }
            guard [QuotaEntity.user, QuotaEntity.clientID, QuotaEntity.ip].contains(type) else {
                throw .unsupported("Unsupported entity type \(type)")
            }
        }
        guard parts[QuotaEntity.ip] == nil || parts.count == 1 else {
            throw .invalidRequest(
                "Invalid entity filter component combination. IP filter component should not be "
                    + "used with user or clientId filter component.")
        }
        if case .exactly(let text?) = parts[QuotaEntity.ip],
            let entity = try? QuotaEntity([.init(QuotaEntity.ip, text)])
        {
            // An address has many spellings, and one that it is kept by.
            parts[QuotaEntity.ip] = .exactly(entity.parts[0].name)
        }
    }

    /// Whether the entity is one of those that are asked for.
    package func matches(_ entity: QuotaEntity) -> Bool {
        let present = entity.parts
        guard !isStrict || present.count == parts.count else { return false }
        return parts.allSatisfy { type, match in
            guard let part = present.first(where: { $0.type == type }) else { return false }
            return match == .present || match == .exactly(part.name)
        }
    }
}
