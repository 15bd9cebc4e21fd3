import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine

/// AlterPartitionReassignments (key 45): moves partitions to other brokers, or cancels that (KIP-455).
///
/// - v1: the number of replicas may be held as it is (KIP-860)
package enum AlterPartitionReassignments: Api {
    package static let key = ApiKey.alterPartitionReassignments
    package static let versions: ClosedRange<Int16> = 0...1

    typealias Entry = AlterPartitionReassignmentsResponse.Responses

    package static func begin(
        _ request: AlterPartitionReassignmentsRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        let moves = request.topics.flatMap { topic in
            topic.partitions.map { partition in
                Controller.Move(
                    TopicPartition(
                        topic: topic.name,
                        partition: PartitionIndex(rawValue: partition.partitionIndex)),
                    to: partition.replicas)
            }
        }
        do throws(ClusterError) {
            let decision = try context.broker.controller.reassign(
                moves, allowsReplicationFactorChange: request.allowReplicationFactorChange,
                now: context.loop.wallTime)
            return AwaitedImage.outcome(
                response(request, decision.value), at: decision.offset,
                timeoutMs: request.timeoutMs, late: refusal(request, .requestTimedOut, nil),
                in: context)
        } catch {
            return .reply(context.reply(refusal(request, error.code, error.message)))
        }
    }

    /// The results as the request names the partitions, one after the other.
    private static func response(
        _ request: AlterPartitionReassignmentsRequest, _ errors: [ClusterError?]
    ) -> AlterPartitionReassignmentsResponse {
        var rest = errors[...]
        var response = refusal(request, .none, nil)
        response.responses = request.topics.map { topic in
            var entry = Entry()
            entry.name = topic.name
            entry.partitions = topic.partitions.map { partition in
                let error = rest.removeFirst()
                var result = Entry.Partitions()
                result.partitionIndex = partition.partitionIndex
                result.errorCode = (error?.code ?? .none).rawValue
                result.errorMessage = error?.message
                return result
            }
            return entry
        }
        return response
    }

    private static func refusal(
        _ request: AlterPartitionReassignmentsRequest, _ code: ErrorCode, _ message: String?
    ) -> AlterPartitionReassignmentsResponse {
        var response = AlterPartitionReassignmentsResponse()
        response.allowReplicationFactorChange = request.allowReplicationFactorChange
        response.errorCode = code.rawValue
        response.errorMessage = message
        return response
    }
}
