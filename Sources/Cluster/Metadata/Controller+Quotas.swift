import KafkaMessages
package import Syscalls

/// What is to be changed about the quotas of one entity.
package struct QuotaAlteration: Sendable {
    package let entity: [QuotaEntity.Part]
    /// The new value of each key; nil takes it back.
    package let values: [(key: String, bound: Double?)]

    package init(_ entity: [QuotaEntity.Part], _ values: [(key: String, bound: Double?)]) {
        self.entity = entity
        self.values = values
    }
}

extension Controller {
    /// Changes quotas: all of an entity's changes, or none.
    ///
    /// - Returns: for each alteration why not, or nil.
    package func alterClientQuotas(
        _ alterations: [QuotaAlteration], validateOnly: Bool = false, now: Timestamp
    ) throws(ClusterError) -> Decision<[ClusterError?]> {
        try decide(now: now) { draft in
            var trial = draft
            var errors: [ClusterError?] = []
            for alteration in alterations {
                do throws(ClusterError) {
                    try trial.alter(alteration)
                    errors.append(nil)
                } catch {
                    errors.append(error)
                }
            }
            if !validateOnly { draft = trial }
            return errors
        }
    }
}

extension Draft {
    fileprivate mutating func alter(_ alteration: QuotaAlteration) throws(ClusterError) {
        let entity = try QuotaEntity(alteration.entity)
        // Of a key that is named twice the last value counts.
        let wanted = Dictionary(alteration.values.map { ($0.key, $0.bound) }) { _, later in later }
        for (key, bound) in wanted {
            if let bound { try QuotaValue.check(bound, key: key, of: entity) }
        }
        let present = image.quotas.values(of: entity)
        let changes = wanted.filter { present[$0.key] != $0.value }.sorted { $0.key < $1.key }
        guard changes.count <= room else {
            throw .policyViolation("Excessively large number of changes per request.")
        }
        let added = changes.count { $0.value != nil && present[$0.key] == nil }
        let taken = changes.count { $0.value == nil }
        try checkRoom(
            for: entity.byteCount(ofQuotas: present.count + added - taken)
                - entity.byteCount(ofQuotas: present.count),
            isNew: present.isEmpty)
        for (key, bound) in changes {
            add(.clientQuota(ClientQuotaRecord(entity, key: key, bound: bound)))
        }
    }
}

/// Which values a quota can have.
private enum QuotaValue {
    static func check(_ bound: Double, key name: String, of entity: QuotaEntity)
        throws(ClusterError)
    {
        let isAddress = if case .address = entity { true } else { false }
        guard let key = QuotaKey(rawValue: name), key.isOfAddresses == isAddress else {
            throw .invalidRequest("Invalid configuration key \(name)")
        }
        guard bound > 0, bound.isFinite else {
            throw .invalidRequest("Quota \(name) must be greater than 0")
        }
        guard let largest = largest(key) else { return }
        guard bound <= largest else {
            throw .invalidRequest("Proposed value for \(name) is too large")
        }
        // Kafka's tolerance for whole numbers that went through a division.
        guard (bound - bound.rounded()).magnitude <= 1e-6, bound.rounded() > 0 else {
            throw .invalidRequest("\(name) must be a whole number")
        }
    }

    /// The largest value of a key that takes whole numbers.
    private static func largest(_ key: QuotaKey) -> Double? {
        switch key {
        case .producerByteRate, .consumerByteRate: 0x1p63
        case .connectionCreationRate: Double(Int32.max)
        case .requestPercentage, .controllerMutationRate: nil
        }
    }
}

extension ClientQuotaRecord {
    /// The value of a quota; nil takes it back.
    init(_ entity: QuotaEntity, key: String, bound: Double?) {
        self.init()
        self.entity = entity.parts.map { part in
            var wire = Entity()
            wire.entityType = part.type
            wire.entityName = part.name
            return wire
        }
        self.key = key
        value = bound ?? 0
        remove = bound == nil
    }
}
