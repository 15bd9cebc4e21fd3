import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol

/// IncrementalAlterConfigs (key 44): changes single settings of topics and brokers (KIP-339).
package enum IncrementalAlterConfigs: Api {
    package static let key = ApiKey.incrementalAlterConfigs
    package static let versions: ClosedRange<Int16> = 0...1

    package static func begin(
        _ request: IncrementalAlterConfigsRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        let resources = request.resources.map { resource in
            (resource.resourceType, resource.resourceName, resource.configs)
        }
        let alteration = ConfigAlteration(
            resources, in: context,
            elsewhere: { type, name, changes in
                alterElsewhere(type, name, changes, validateOnly: request.validateOnly, context)
            }
        ) { changes throws(ClusterError) in
            let (known, unknown) = sorted(changes)
            guard unknown.isEmpty else {
                throw .invalidRequest("Unknown operation type on \(unknown[0])")
            }
            return try context.broker.controller.incrementalAlterConfigs(
                known, validateOnly: request.validateOnly, now: context.loop.wallTime)
        }
        var response = IncrementalAlterConfigsResponse()
        response.responses = alteration.results.map { result in
            var entry = IncrementalAlterConfigsResponse.Responses()
            entry.resourceType = result.type
            entry.resourceName = result.name
            entry.errorCode = (result.error?.code ?? .none).rawValue
            entry.errorMessage = result.error?.message
            return entry
        }
        return AwaitedImage.outcome(response, at: alteration.offset, in: context)
    }

    /// Changes what is no business of the controller's: the levels of this broker's logs.
    private static func alterElsewhere(
        _ type: Int8, _ name: String,
        _ changes: [IncrementalAlterConfigsRequest.Resources.Configs], validateOnly: Bool,
        _ context: RequestContext
    ) -> ClusterError? {
        guard ConfigResource.Kind(rawValue: type) == .brokerLogger else {
            return ConfigAlteration.unsupported(type)
        }
        let (known, unknown) = sorted([ResourceChange(.init(.brokerLogger, name), changes)])
        guard unknown.isEmpty else {
            return .invalidRequest("Unknown operation type on \(unknown[0])")
        }
        do throws(ClusterError) {
            try LoggerConfigs.alter(
                known[0].changes, of: name, validateOnly: validateOnly, in: context)
            return nil
        } catch {
            return error
        }
    }

    /// The changes as the controller takes them, and the names of those whose operation is none.
    private static func sorted(
        _ resources: [ResourceChange<IncrementalAlterConfigsRequest.Resources.Configs>]
    ) -> (known: [ResourceChange<ConfigChange>], unknown: [String]) {
        var unknown: [String] = []
        let known = resources.map { resource in
            ResourceChange(
                resource.resource,
                resource.changes.compactMap { change -> ConfigChange? in
                    guard let operation = ConfigChange.Operation(rawValue: change.configOperation)
                    else {
                        unknown.append(change.name)
                        return nil
                    }
                    return ConfigChange(change.name, operation, change.value)
                })
        }
        return (known, unknown)
    }
}
