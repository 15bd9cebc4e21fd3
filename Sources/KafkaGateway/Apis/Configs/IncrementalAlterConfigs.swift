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
            }, complaint: complaint
        ) { changes throws(ClusterError) in
            try context.broker.controller.incrementalAlterConfigs(
                changes.map {
                    ResourceChange($0.resource, $0.changes.compactMap(ConfigChange.init))
                },
                validateOnly: request.validateOnly, now: context.loop.wallTime)
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
        if let complaint = changes.lazy.compactMap(complaint).first { return complaint }
        do throws(ClusterError) {
            try LoggerConfigs.alter(
                changes.compactMap(ConfigChange.init), of: name, validateOnly: validateOnly,
                in: context)
            return nil
        } catch {
            return error
        }
    }

    /// Why nobody could make the change: its operation is none.
    private static func complaint(
        about change: IncrementalAlterConfigsRequest.Resources.Configs
    ) -> ClusterError? {
        ConfigChange(change) == nil
            ? .invalidRequest("Unknown operation type on \(change.name)") : nil
    }
}

extension ConfigChange {
    /// nil where the operation is none.
    fileprivate init?(_ change: IncrementalAlterConfigsRequest.Resources.Configs) {
        guard let operation = Operation(rawValue: change.configOperation) else { return nil }
        self.init(change.name, operation, change.value)
    }
}
