import Bytes
import Cluster
package import KafkaMessages
package import KafkaProtocol

/// DeleteTopics (key 20): deletes topics with all their records.
///
/// - v3: TOPIC_DELETION_DISABLED, before INVALID_REQUEST
/// - v5: a sentence for each error; refuses what goes beyond a quota (KIP-599)
/// - v6: topics by id (KIP-516)
package enum DeleteTopics: Api {
    package static let key = ApiKey.deleteTopics
    package static let versions: ClosedRange<Int16> = 1...6

    typealias Entry = DeleteTopicsResponse.Responses

    package static func begin(
        _ request: DeleteTopicsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let topics: [Controller.TopicReference] =
            context.version >= 6
            ? request.topics.map { .init(name: $0.name, id: $0.topicId) }
            : request.topicNames.map { .init(name: $0) }
        var response = DeleteTopicsResponse()
        var context = context
        do throws(ClusterError) {
            let decision = try context.broker.controller.deleteTopics(
                topics, within: context.allowance(strictFrom: 5), now: context.loop.wallTime)
            context.settle(decision.allowance)
            response.responses = decision.value.map {
                entry($0.name, $0.id, $0.error, version: context.version)
            }
            var late = response
            for index in late.responses.indices where late.responses[index].errorCode == 0 {
                late.responses[index].errorCode = ErrorCode.requestTimedOut.rawValue
            }
            return AwaitedImage.outcome(
                response, at: decision.offset, timeoutMs: request.timeoutMs, late: late,
                in: context)
        } catch {
            response.responses = topics.map {
                entry($0.name, $0.id, error, version: context.version)
            }
            return .reply(context.reply(response))
        }
    }

    private static func entry(
        _ name: String?, _ id: Uuid, _ error: ClusterError?, version: Int16
    ) -> Entry {
        var entry = Entry()
        entry.name = name
        entry.topicId = id
        guard let error else { return entry }
        let isTooNew = error == .topicDeletionDisabled && version < 3
        entry.errorCode = (isTooNew ? ErrorCode.invalidRequest : error.code).rawValue
        entry.errorMessage = error.message
        return entry
    }
}
