import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine

/// ElectLeaders (key 43): gives partitions their preferred leader, or any at all (KIP-183, KIP-460).
///
/// - v1: unclean elections, and an error for the whole answer
package enum ElectLeaders: Api {
    package static let key = ApiKey.electLeaders
    package static let versions: ClosedRange<Int16> = 0...2

    typealias Entry = ElectLeadersResponse.ReplicaElectionResults

    package static func begin(
        _ request: ElectLeadersRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let asked = request.topicPartitions?.flatMap { topic in
            topic.partitions.map { partition in
                TopicPartition(
                    topic: topic.topic, partition: PartitionIndex(rawValue: partition))
            }
        }
        do throws(ClusterError) {
            guard let election = Election(rawValue: request.electionType) else {
                throw .invalidRequest("Unknown election type \(request.electionType)")
            }
            let decision = try context.broker.controller.elect(
                election, in: asked, now: context.loop.wallTime)
            var late = response(decision.value, otherwise: .requestTimedOut)
            late.errorCode = ErrorCode.requestTimedOut.rawValue
            return AwaitedImage.outcome(
                response(decision.value, otherwise: .none), at: decision.offset,
                timeoutMs: request.timeoutMs, late: late, in: context)
        } catch {
            var refusal = response(
                (asked ?? []).map { ($0, error) }, otherwise: .none)
            refusal.errorCode = error.code.rawValue
            return .reply(context.reply(refusal))
        }
    }

    /// The results, topic by topic in the order of their first mention; `otherwise` where a leader
    /// was chosen.
    private static func response(
        _ results: [(partition: TopicPartition, error: ClusterError?)], otherwise: ErrorCode
    ) -> ElectLeadersResponse {
        var response = ElectLeadersResponse()
        var places: [String: Int] = [:]
        for (partition, error) in results {
            var entry = Entry.PartitionResult()
            entry.partitionId = partition.partition.rawValue
            entry.errorCode = (error?.code ?? otherwise).rawValue
            entry.errorMessage = error?.message
            if let place = places[partition.topic] {
                response.replicaElectionResults[place].partitionResult.append(entry)
                continue
            }
            places[partition.topic] = response.replicaElectionResults.count
            var topic = Entry()
            topic.topic = partition.topic
            topic.partitionResult = [entry]
            response.replicaElectionResults.append(topic)
        }
        return response
    }
}
