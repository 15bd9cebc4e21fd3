import Bytes
import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol

/// CreateTopics (key 19): makes topics.
///
/// - v4: -1 for the broker's defaults (KIP-464)
/// - v5: tells how each topic was made, with all its configs (KIP-525)
/// - v6: refuses what goes beyond a quota (KIP-599)
/// - v7: tells the topic's id (KIP-516)
package enum CreateTopics: Api {
    package static let key = ApiKey.createTopics
    package static let versions: ClosedRange<Int16> = 2...7

    typealias Entry = CreateTopicsResponse.Topics

    package static func begin(
        _ request: CreateTopicsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var context = context
        do throws(ClusterError) {
            let decision = try context.broker.controller.createTopics(
                request.topics.map(NewTopic.init), validateOnly: request.validateOnly,
                within: context.allowance(strictFrom: 6), now: context.loop.wallTime)
            context.settle(decision.allowance)
            var response = CreateTopicsResponse()
            response.topics = decision.value.map { name, result in
                switch result {
                case .success(let topic): entry(name, topic, request, in: context)
                case .failure(let error): refusal(name, error.code, error.message)
                }
            }
            return AwaitedImage.outcome(
                response, at: decision.offset, timeoutMs: request.timeoutMs,
                late: late(response), in: context)
        } catch {
            var response = CreateTopicsResponse()
            response.topics = request.topics.map { refusal($0.name, error.code, error.message) }
            return .reply(context.reply(response))
        }
    }

    private static func refusal(_ name: String, _ error: ErrorCode, _ message: String?) -> Entry {
        var entry = Entry()
        entry.name = name
        entry.errorCode = error.rawValue
        entry.errorMessage = message
        entry.configs = []
        return entry
    }

    /// What is said where the image does not come in time: the topics may be there later.
    private static func late(_ response: CreateTopicsResponse) -> CreateTopicsResponse {
        var late = response
        late.topics = response.topics.map { entry in
            entry.errorCode == 0 ? refusal(entry.name, .requestTimedOut, nil) : entry
        }
        return late
    }

    /// What the configs of one topic take while they are put together and encoded.
    private static let configsByteCount = 12_288

    private static func entry(
        _ name: String, _ topic: CreatedTopic, _ request: CreateTopicsRequest,
        in context: RequestContext
    ) -> Entry {
        var entry = Entry()
        entry.name = name
        entry.topicId = request.validateOnly ? .zero : topic.id
        entry.numPartitions = topic.partitionCount
        entry.replicationFactor = topic.replicationFactor
        guard context.version >= 5 else { return entry }
        guard context.hasRoom(for: request.topics.count, each: configsByteCount) else {
            entry.configs = nil
            entry.topicConfigErrorCode = ErrorCode.policyViolation.rawValue
            return entry
        }
        let settings = TopicSettings.describe(
            nil, overrides: topic.overrides, broker: context.brokerLayers)
        entry.configs = settings.map { resolved in
            var config = Entry.Configs()
            config.name = resolved.setting.name
            config.value = resolved.value
            config.configSource = resolved.source.rawValue
            config.isSensitive = resolved.setting.isSensitive
            return config
        }
        return entry
    }
}

extension NewTopic {
    fileprivate init(_ topic: CreateTopicsRequest.Topics) {
        self.init(
            name: topic.name, partitionCount: topic.numPartitions,
            replicationFactor: topic.replicationFactor,
            assignments: topic.assignments.map { ($0.partitionIndex, $0.brokerIds) },
            configs: topic.configs.map { ($0.name, $0.value) })
    }
}

extension RequestContext {
    /// What is set for this broker, on which the topics' defaults rest.
    var brokerLayers: BrokerLayers {
        image.layers(
            ofBroker: broker.nodeID, given: broker.configuration.layers.given)
    }
}
