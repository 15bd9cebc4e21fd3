import Cluster
package import KafkaMessages
package import KafkaProtocol

/// CreatePartitions (key 37): adds partitions to topics (KIP-195).
///
/// - v3: refuses what goes beyond a quota (KIP-599)
package enum CreatePartitions: Api {
    package static let key = ApiKey.createPartitions
    package static let versions: ClosedRange<Int16> = 0...3

    typealias Entry = CreatePartitionsResponse.Results

    package static func begin(
        _ request: CreatePartitionsRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = CreatePartitionsResponse()
        var context = context
        do throws(ClusterError) {
            let decision = try context.broker.controller.createPartitions(
                request.topics.map(Controller.Growth.init), validateOnly: request.validateOnly,
                within: context.allowance(strictFrom: 3), now: context.loop.wallTime)
            context.settle(decision.allowance)
            response.results = decision.value.map { entry($0.name, $0.error) }
            var late = response
            for index in late.results.indices where late.results[index].errorCode == 0 {
                late.results[index].errorCode = ErrorCode.requestTimedOut.rawValue
            }
            return AwaitedImage.outcome(
                response, at: decision.offset, timeoutMs: request.timeoutMs, late: late,
                in: context)
        } catch {
            response.results = request.topics.map { entry($0.name, error) }
            return .reply(context.reply(response))
        }
    }

    private static func entry(_ name: String, _ error: ClusterError?) -> Entry {
        var entry = Entry()
        entry.name = name
        entry.errorCode = (error?.code ?? .none).rawValue
        entry.errorMessage = error?.message
        return entry
    }
}

extension Controller.Growth {
    fileprivate init(_ topic: CreatePartitionsRequest.Topics) {
        self.init(
            name: topic.name, count: topic.count,
            assignments: topic.assignments?.map(\.brokerIds))
    }
}
