import KafkaMessages

/// One part of whom quotas are for: users, client ids or addresses.
package struct QuotaPart: Equatable, Sendable {
    package let kind: Kind
    /// nil for all for whom there is no quota by name.
    package let name: String?

    /// As the wire names it.
    package enum Kind: String, CaseIterable, Sendable {
        case user
        case client = "client-id"
        case ip
    }

    package init(_ kind: Kind, _ name: String?) {
        self.kind = kind
        self.name = name
    }
}

/// The quotas of one entity.
package struct EntityQuotas: Equatable, Sendable {
    package let entity: [QuotaPart]
    /// By key, such as `producer_byte_rate`.
    package let values: [String: Double]

    package init(_ entity: [QuotaPart], _ values: [String: Double]) {
        self.entity = entity
        self.values = values
    }
}

extension KafkaClient {
    /// The quotas of all entities that have these parts.
    ///
    /// - Parameters:
    ///   - parts: none for all that there are.
    ///   - isExact: whether the entities may have no other parts.
    /// - Returns: in the order in which the broker tells them.
    /// - Throws: where no broker answers, or the broker refuses the filter.
    package func quotas(
        of parts: [QuotaPart], isExact: Bool = false
    ) throws(ClientError) -> [EntityQuotas] {
        var request = DescribeClientQuotasRequest()
        request.strict = isExact
        request.components = parts.map { part in
            var component = DescribeClientQuotasRequest.Components()
            component.entityType = part.kind.rawValue
            component.matchType = part.name == nil ? 1 : 0
            component.match = part.name
            return component
        }
        let response = try ask(request)
        try check(response.errorCode, "quotas", response.errorMessage)
        return (response.entries ?? []).map { entry in
            EntityQuotas(
                entry.entity.compactMap { part in
                    QuotaPart.Kind(rawValue: part.entityType).map { QuotaPart($0, part.entityName) }
                },
                Dictionary(entry.values.map { ($0.key, $0.value) }) { _, later in later })
        }
    }

    /// Sets the quotas that have a value, and takes back those that have none.
    package func changeQuotas(
        of entity: [QuotaPart], _ changes: [(key: String, value: Double?)]
    ) throws(ClientError) {
        var entry = AlterClientQuotasRequest.Entries()
        entry.entity = entity.map { part in
            var wire = AlterClientQuotasRequest.Entries.Entity()
            wire.entityType = part.kind.rawValue
            wire.entityName = part.name
            return wire
        }
        entry.ops = changes.map { key, value in
            var change = AlterClientQuotasRequest.Entries.Ops()
            change.key = key
            change.value = value ?? 0
            change.remove = value == nil
            return change
        }
        var request = AlterClientQuotasRequest()
        request.entries = [entry]
        for result in try ask(request).entries {
            try check(result.errorCode, "quotas", result.errorMessage)
        }
    }
}
