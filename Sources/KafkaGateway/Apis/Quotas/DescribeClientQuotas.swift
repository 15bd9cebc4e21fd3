import Cluster
package import KafkaMessages
package import KafkaProtocol

/// DescribeClientQuotas (key 48): tells what clients and addresses may use (KIP-546).
package enum DescribeClientQuotas: Api {
    package static let key = ApiKey.describeClientQuotas
    package static let versions: ClosedRange<Int16> = 0...1

    package static func begin(
        _ request: DescribeClientQuotasRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = DescribeClientQuotasResponse()
        do throws(ClusterError) {
            let filter = try filter(request)
            let quotas = context.image.quotas
            response.entries = quotas.entities(where: filter.matches).map { entity in
                entry(entity, quotas.values(of: entity))
            }
        } catch {
            response.errorCode = error.code.rawValue
            response.errorMessage = error.message
            response.entries = nil
        }
        return .reply(context.reply(response))
    }

    private static func filter(
        _ request: DescribeClientQuotasRequest
    ) throws(ClusterError) -> QuotaFilter {
        var wanted: [(type: String, match: QuotaFilter.Match)] = []
        for component in request.components {
            wanted.append((component.entityType, try match(component)))
        }
        return try QuotaFilter(wanted, isStrict: request.strict)
    }

    private static func match(
        _ component: DescribeClientQuotasRequest.Components
    ) throws(ClusterError) -> QuotaFilter.Match {
        switch (component.matchType, component.match) {
        case (0, let name?): return .exactly(name)
        case (1, nil): return .exactly(nil)
        case (2, nil): return .present
        case (0...2, _):
            throw .invalidRequest("An exact match needs a name, and no other match takes one.")
        default: throw .invalidRequest("Unknown match type \(component.matchType)")
        }
    }

    private static func entry(
        _ entity: QuotaEntity, _ values: [String: Double]
    ) -> DescribeClientQuotasResponse.Entries {
        var entry = DescribeClientQuotasResponse.Entries()
        entry.entity = entity.parts.map { part in
            var wire = DescribeClientQuotasResponse.Entries.Entity()
            wire.entityType = part.type
            wire.entityName = part.name
            return wire
        }
        entry.values = values.sorted { $0.key < $1.key }.map { key, bound in
            var value = DescribeClientQuotasResponse.Entries.Values()
            value.key = key
            value.value = bound
            return value
        }
        return entry
    }
}
