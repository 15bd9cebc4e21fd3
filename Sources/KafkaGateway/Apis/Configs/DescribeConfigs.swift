import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol

/// DescribeConfigs (key 32): the settings of topics, brokers, groups and subscriptions to metrics, and
/// where their values come from.
///
/// - v1: sources and synonyms (KIP-226)
/// - v3: types and documentation (KIP-569)
package enum DescribeConfigs: Api {
    package static let key = ApiKey.describeConfigs
    package static let versions: ClosedRange<Int16> = 1...4

    typealias Entry = DescribeConfigsResponse.Results

    package static func begin(
        _ request: DescribeConfigsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var seen: Set<Asked> = []
        let resources = request.resources.filter {
            seen.insert(Asked(type: $0.resourceType, name: $0.resourceName)).inserted
        }
        guard context.hasRoom(for: resources.count, each: 400) else { return .close }
        var response = DescribeConfigsResponse()
        response.results = resources.enumerated().map { position, resource in
            var entry = Entry()
            entry.resourceType = resource.resourceType
            entry.resourceName = resource.resourceName
            do throws(ClusterError) {
                guard context.hasRoom(for: position + 1, each: resourceByteCount) else {
                    throw .policyViolation("Too many resources; ask for fewer at a time.")
                }
                entry.configs = try configs(of: resource, request, in: context)
            } catch {
                entry.errorCode = error.code.rawValue
                entry.errorMessage = error.message
            }
            return entry
        }
        return .reply(context.reply(response))
    }

    /// What the settings of a topic take, some forty of them with what is documented of each.
    private static let resourceByteCount = 12_288

    /// A resource as a request names it: each is answered once, however often it is named.
    private struct Asked: Hashable {
        let type: Int8
        let name: String
    }

    private static func configs(
        of resource: DescribeConfigsRequest.Resources, _ request: DescribeConfigsRequest,
        in context: RequestContext
    ) throws(ClusterError) -> [Entry.Configs] {
        guard ConfigResource.Kind(rawValue: resource.resourceType) == .brokerLogger else {
            return try settings(of: resource, in: context).map { config($0, request) }
        }
        let names = resource.configurationKeys.flatMap { $0.isEmpty ? nil : $0 }
        return try LoggerConfigs.describe(names, of: resource.resourceName, in: context)
    }

    /// No list of names, or an empty one, asks for all.
    private static func settings(
        of resource: DescribeConfigsRequest.Resources, in context: RequestContext
    ) throws(ClusterError) -> [ResolvedSetting] {
        let names = resource.configurationKeys.flatMap { $0.isEmpty ? nil : $0 }
        let name = resource.resourceName
        switch ConfigResource.Kind(rawValue: resource.resourceType) {
        case .topic:
            if let complaint = TopicName.complaint(about: name) {
                throw .invalidTopicName("Topic name is invalid: \(complaint)")
            }
            guard context.image.topics[name] != nil else { throw .unknownTopic(name: nil) }
            return TopicSettings.describe(
                names, overrides: context.image.overrides(of: .topic(name)),
                broker: context.brokerLayers)
        case .broker where name.isEmpty:
            return BrokerSettings.describeDefaults(
                names, cluster: context.image.overrides(of: .allBrokers))
        case .broker:
            guard name == String(context.broker.nodeID) else {
                throw .invalidRequest(
                    "Unexpected broker id, expected \(context.broker.nodeID) or empty string, but "
                        + "received \(name)")
            }
            return BrokerSettings.describe(names, layers: context.brokerLayers)
        case .group:
            guard !name.isEmpty else { throw .invalidRequest("The group id may not be empty.") }
            return GroupSettings.describe(
                names, overrides: context.image.overrides(of: ConfigResource(.group, name)),
                broker: context.brokerLayers)
        case .clientMetrics:
            guard !name.isEmpty else {
                throw .invalidRequest("The name of a subscription may not be empty.")
            }
            return ClientMetricsSettings.describe(
                names, overrides: context.image.overrides(of: ConfigResource(.clientMetrics, name)))
        case .brokerLogger, nil:
            throw .invalidRequest("Unsupported resource type: \(resource.resourceType)")
        }
    }

    private static func config(
        _ resolved: ResolvedSetting, _ request: DescribeConfigsRequest
    ) -> Entry.Configs {
        let setting = resolved.setting
        var config = Entry.Configs()
        config.name = setting.name
        config.value = resolved.value
        config.readOnly = setting.update == .readOnly
        config.configSource = resolved.source.rawValue
        config.isSensitive = setting.isSensitive
        config.configType = setting.kind.rawValue
        config.documentation = request.includeDocumentation ? setting.summary : nil
        guard request.includeSynonyms else { return config }
        config.synonyms = resolved.synonyms.map { synonym in
            var entry = Entry.Configs.Synonyms()
            entry.name = synonym.name
            entry.value = synonym.value
            entry.source = synonym.source.rawValue
            return entry
        }
        return config
    }
}
