import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// DescribeLogDirs (key 35): the data directory, what is in it, and how much room is left (KIP-113).
///
/// - v3: an error for the whole answer
/// - v4: the size of the disk (KIP-827)
package enum DescribeLogDirs: Api {
    package static let key = ApiKey.describeLogDirs
    package static let versions: ClosedRange<Int16> = 1...4

    typealias Entry = DescribeLogDirsResponse.Results

    package static func begin(
        _ request: DescribeLogDirsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var entry = Entry()
        entry.logDir = context.loop.configuration.dataDirectories[0]
        do throws(Errno) {
            let space = try context.broker.diskSpace()
            entry.totalBytes = space.total
            entry.usableBytes = space.available
        } catch {
            entry.errorCode = ErrorCode.kafkaStorageError.rawValue
        }
        entry.topics = topics(request, in: context)
        var response = DescribeLogDirsResponse()
        response.results = [entry]
        return .reply(context.reply(response))
    }

    /// No list asks for all; partitions that are not here are left out.
    private static func topics(
        _ request: DescribeLogDirsRequest, in context: RequestContext
    ) -> [Entry.Topics] {
        let asked =
            request.topics?.map { ($0.topic, $0.partitions) }
            ?? context.image.topics.sortedNames.map { name in
                let count = context.image.topics[name]?.partitions.count ?? 0
                return (name, (0..<count).map(Int32.init))
            }
        return asked.compactMap { name, partitions -> Entry.Topics? in
            guard let topic = context.image.topics[name] else { return nil }
            var entry = Entry.Topics()
            entry.name = name
            entry.partitions = Set(partitions).sorted().compactMap { index in
                context.broker.replica(of: topic.id, index).map { replica in
                    var partition = Entry.Topics.Partitions()
                    partition.partitionIndex = index
                    partition.partitionSize = replica.status.byteCount
                    return partition
                }
            }
            return entry.partitions.isEmpty ? nil : entry
        }
    }
}
