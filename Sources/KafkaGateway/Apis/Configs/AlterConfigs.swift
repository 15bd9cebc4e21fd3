import Cluster
package import KafkaMessages
package import KafkaProtocol

/// AlterConfigs (key 33): replaces all that is set for a topic or a broker (KIP-133).
///
/// Older tools still use it; IncrementalAlterConfigs has taken its place.
package enum AlterConfigs: Api {
    package static let key = ApiKey.alterConfigs
    package static let versions: ClosedRange<Int16> = 0...2

    package static func begin(
        _ request: AlterConfigsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let resources = request.resources.map { resource in
            (
                resource.resourceType, resource.resourceName,
                resource.configs.map { (name: $0.name, value: $0.value) }
            )
        }
        let alteration = ConfigAlteration(
            resources, in: context, elsewhere: { type, _, _ in ConfigAlteration.unsupported(type) }
        ) { changes throws(ClusterError) in
            try context.broker.controller.alterConfigs(
                changes, validateOnly: request.validateOnly, now: context.loop.wallTime)
        }
        var response = AlterConfigsResponse()
        response.responses = alteration.results.map { result in
            var entry = AlterConfigsResponse.Responses()
            entry.resourceType = result.type
            entry.resourceName = result.name
            entry.errorCode = (result.error?.code ?? .none).rawValue
            entry.errorMessage = result.error?.message
            return entry
        }
        return AwaitedImage.outcome(response, at: alteration.offset, in: context)
    }
}
