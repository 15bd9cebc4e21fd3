package import KafkaMessages
import KafkaProtocol

/// Whose settings are read or changed.
package enum ConfigResource: Equatable, Sendable {
    case topic(String)
    case broker(Int32)
    /// What holds for all brokers.
    case allBrokers
    case group(String)
    /// A subscription to clients' metrics (KIP-714).
    case clientMetrics(String)

    fileprivate var type: Int8 {
        switch self {
        case .topic: 2
        case .broker, .allBrokers: 4
        case .clientMetrics: 16
        case .group: 32
        }
    }

    fileprivate var name: String {
        switch self {
        case .topic(let name), .group(let name), .clientMetrics(let name): name
        case .broker(let id): "\(id)"
        case .allBrokers: ""
        }
    }

    /// Only the broker itself knows what it runs with.
    fileprivate var destination: KafkaClient.Destination {
        if case .broker(let id) = self { .broker(id) } else { .anyBroker }
    }

    /// As one says it: `topic orders`.
    package var words: String {
        switch self {
        case .topic(let name): "topic \(name)"
        case .broker(let id): "broker \(id)"
        case .allBrokers: "all brokers"
        case .group(let name): "group \(name)"
        case .clientMetrics(let name): "subscription \(name)"
        }
    }
}

extension KafkaClient {
    /// The settings of a resource, sorted by name; all for nil.
    package func configs(
        of resource: ConfigResource, keys: [String]? = nil
    ) throws(ClientError) -> [DescribeConfigsResponse.Results.Configs] {
        var wanted = DescribeConfigsRequest.Resources()
        wanted.resourceType = resource.type
        wanted.resourceName = resource.name
        wanted.configurationKeys = keys
        var request = DescribeConfigsRequest()
        request.resources = [wanted]
        request.includeSynonyms = true
        request.includeDocumentation = true
        guard let result = try ask(request, of: resource.destination).results.first else {
            return []
        }
        try checkResource(result.errorCode, resource, result.errorMessage)
        return result.configs.sorted { $0.name < $1.name }
    }

    /// Sets the settings that have a value, and takes back those that have none.
    package func change(
        _ resource: ConfigResource, _ changes: [(key: String, value: String?)],
        onlyValidating: Bool = false
    ) throws(ClientError) {
        var target = IncrementalAlterConfigsRequest.Resources()
        target.resourceType = resource.type
        target.resourceName = resource.name
        target.configs = changes.map { key, value in
            var config = IncrementalAlterConfigsRequest.Resources.Configs()
            config.name = key
            config.configOperation = value == nil ? 1 : 0
            config.value = value
            return config
        }
        var request = IncrementalAlterConfigsRequest()
        request.resources = [target]
        request.validateOnly = onlyValidating
        for result in try ask(request, of: resource.destination).responses {
            try checkResource(result.errorCode, resource, result.errorMessage)
        }
    }

    private func checkResource(
        _ code: Int16, _ resource: ConfigResource, _ message: String?
    ) throws(ClientError) {
        if case .topic(let name) = resource,
            ErrorCode(rawValue: code) == .unknownTopicOrPartition
        {
            throw .noSuchTopic(name)
        }
        try check(code, resource.words, message)
    }
}
