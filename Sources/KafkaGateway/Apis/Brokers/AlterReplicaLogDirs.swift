import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol

/// AlterReplicaLogDirs (key 34): moves replicas to another data directory of the broker (KIP-113).
///
/// A broker here has one data directory: what is asked to be there is there, and there is no other.
package enum AlterReplicaLogDirs: Api {
    package static let key = ApiKey.alterReplicaLogDirs
    package static let versions: ClosedRange<Int16> = 1...2

    typealias Entry = AlterReplicaLogDirsResponse.Results

    package static func begin(
        _ request: AlterReplicaLogDirsRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = AlterReplicaLogDirsResponse()
        var places: [String: Int] = [:]
        for directory in request.dirs {
            for topic in directory.topics {
                let results = topic.partitions.map { partition in
                    result(of: partition, topic.name, to: directory.path, in: context)
                }
                if let place = places[topic.name] {
                    response.results[place].partitions += results
                    continue
                }
                places[topic.name] = response.results.count
                var entry = Entry()
                entry.topicName = topic.name
                entry.partitions = results
                response.results.append(entry)
            }
        }
        return .reply(context.reply(response))
    }

    private static func result(
        of partition: Int32, _ topic: String, to path: String, in context: RequestContext
    ) -> Entry.Partitions {
        var result = Entry.Partitions()
        result.partitionIndex = partition
        result.errorCode = code(partition, topic, path, in: context).rawValue
        return result
    }

    private static func code(
        _ partition: Int32, _ topic: String, _ path: String, in context: RequestContext
    ) -> ErrorCode {
        guard context.loop.configuration.dataDirectories.contains(path) else {
            return .logDirNotFound
        }
        guard let image = context.image.topics[topic], image.partition(partition) != nil else {
            return .unknownTopicOrPartition
        }
        guard let replica = context.broker.replica(of: image.id, partition) else {
            return .replicaNotAvailable
        }
        return replica.status.isOnline ? .none : .kafkaStorageError
    }
}
