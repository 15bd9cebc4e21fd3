import KafkaMessages

@testable import KafkaGateway

extension ApiWorld {
    /// Sets quotas of an entity, such as `["client-id": "c"]`; nil takes one back.
    ///
    /// - Returns: the error code.
    @discardableResult
    func limit(
        _ entity: KeyValuePairs<String, String?>, _ values: KeyValuePairs<String, Double?>,
        validateOnly: Bool = false, version: Int16 = 1
    ) throws -> Int16 {
        let response = try ask(AlterClientQuotas.self, version: version) { request in
            var entry = AlterClientQuotasRequest.Entries()
            entry.entity = entity.map { type, name in
                var part = AlterClientQuotasRequest.Entries.Entity()
                part.entityType = type
                part.entityName = name
                return part
            }
            entry.ops = values.map { key, value in
                var change = AlterClientQuotasRequest.Entries.Ops()
                change.key = key
                change.value = value ?? 0
                change.remove = value == nil
                return change
            }
            request.entries = [entry]
            request.validateOnly = validateOnly
        }
        return response.entries[0].errorCode
    }
}
