import Cluster
package import KafkaMessages
package import KafkaProtocol

/// AlterClientQuotas (key 49): changes what clients and addresses may use (KIP-546).
package enum AlterClientQuotas: Api {
    package static let key = ApiKey.alterClientQuotas
    package static let versions: ClosedRange<Int16> = 0...1

    package static func begin(
        _ request: AlterClientQuotasRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        do throws(ClusterError) {
            let decision = try context.broker.controller.alterClientQuotas(
                request.entries.map(QuotaAlteration.init), validateOnly: request.validateOnly,
                now: context.loop.wallTime)
            return AwaitedImage.outcome(
                response(to: request, decision.value), at: decision.offset, in: context)
        } catch {
            let errors = request.entries.map { _ in error as ClusterError? }
            return .reply(context.reply(response(to: request, errors)))
        }
    }

    private static func response(
        to request: AlterClientQuotasRequest, _ errors: [ClusterError?]
    ) -> AlterClientQuotasResponse {
        var response = AlterClientQuotasResponse()
        response.entries = zip(request.entries, errors).map { asked, error in
            var entry = AlterClientQuotasResponse.Entries()
            entry.errorCode = (error?.code ?? .none).rawValue
            entry.errorMessage = error?.message
            entry.entity = asked.entity.map { part in
                var wire = AlterClientQuotasResponse.Entries.Entity()
                wire.entityType = part.entityType
                wire.entityName = part.entityName
                return wire
            }
            return entry
        }
        return response
    }
}

extension QuotaAlteration {
    fileprivate init(_ entry: AlterClientQuotasRequest.Entries) {
        self.init(
            entry.entity.map { QuotaEntity.Part($0.entityType, $0.entityName) },
            entry.ops.map { ($0.key, $0.remove ? nil : $0.value) })
    }
}
