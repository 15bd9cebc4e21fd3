import Cluster
package import KafkaMessages
package import KafkaProtocol

/// ListConfigResources (key 74): what has configs, or could have (KIP-714, KIP-1142).
///
/// - v0: the subscriptions to clients' metrics, then called ListClientMetricsResources
/// - v1: the kinds that are asked for, or all
package enum ListConfigResources: Api {
    package static let key = ApiKey.listConfigResources
    package static let versions: ClosedRange<Int16> = 0...1

    package static func begin(
        _ request: ListConfigResourcesRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        let asked = context.version == 0 ? [] : request.resourceTypes.map(ConfigResource.Kind.init)
        let unasked = context.version == 0 ? [.clientMetrics] : allKinds
        var response = ListConfigResourcesResponse()
        guard !asked.contains(nil) else {
            response.errorCode = ErrorCode.unsupportedVersion.rawValue
            return .reply(context.reply(response))
        }
        let kinds = asked.isEmpty ? unasked : Set(asked.compactMap(\.self))
        let resources = kinds.sorted { $0.rawValue < $1.rawValue }.map { kind in
            (kind: kind, names: names(of: kind, in: context.image))
        }
        guard context.hasRoom(for: resources.reduce(0) { $0 + $1.names.count }, each: 64) else {
            return .close
        }
        response.configResources = resources.flatMap { kind, names in
            names.map { name in
                var entry = ListConfigResourcesResponse.ConfigResources()
                entry.resourceName = name
                entry.resourceType = kind.rawValue
                return entry
            }
        }
        return .reply(context.reply(response))
    }

    private static let allKinds: Set<ConfigResource.Kind> = [
        .topic, .broker, .brokerLogger, .clientMetrics, .group,
    ]

    /// All topics and brokers are named; groups and subscriptions where something is set for them.
    private static func names(
        of kind: ConfigResource.Kind, in image: MetadataImage
    ) -> [String] {
        switch kind {
        case .topic: image.topics.sortedNames
        case .broker, .brokerLogger: image.liveBrokers.map { String($0.id) }
        case .group, .clientMetrics:
            image.configs.keys.filter { $0.kind == kind }.map(\.name).sorted()
        }
    }
}
