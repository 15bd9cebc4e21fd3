import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// DescribeQuorum (key 55): who keeps the metadata log, and how far each copy is (KIP-595, KIP-836).
///
/// - v1: when each copy last asked, and when it had all
/// - v2: the voters' data directories, and where they are reached (KIP-853)
package enum DescribeQuorum: Api {
    package static let key = ApiKey.describeQuorum
    package static let versions: ClosedRange<Int16> = 0...2

    typealias Partition = DescribeQuorumResponse.Topics.Partitions

    package static func begin(
        _ request: DescribeQuorumRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let quorum = context.broker.describeQuorum(now: context.loop.wallTime)
        var response = DescribeQuorumResponse()
        response.errorMessage = nil
        response.topics = request.topics.map { topic in
            var entry = DescribeQuorumResponse.Topics()
            entry.topicName = topic.topicName
            entry.partitions = topic.partitions.map { partition in
                topic.topicName == TopicName.clusterMetadata && partition.partitionIndex == 0
                    ? Partition(quorum) : unknown(partition.partitionIndex)
            }
            return entry
        }
        response.nodes = quorum.voters.compactMap { node(of: $0, in: context) }
        return .reply(context.reply(response))
    }

    private static func unknown(_ index: Int32) -> Partition {
        var partition = Partition()
        partition.partitionIndex = index
        partition.errorCode = ErrorCode.unknownTopicOrPartition.rawValue
        partition.errorMessage = nil
        return partition
    }

    /// Where this client reaches a voter.
    private static func node(
        of voter: QuorumDescription.Member, in context: RequestContext
    ) -> DescribeQuorumResponse.Nodes? {
        guard let broker = context.image.brokers[voter.id],
            let address = context.address(of: broker)
        else { return nil }
        var listener = DescribeQuorumResponse.Nodes.Listeners()
        listener.name = context.connection.listener
        listener.host = address.host
        listener.port = UInt16(clamping: address.port)
        var node = DescribeQuorumResponse.Nodes()
        node.nodeId = voter.id
        node.listeners = [listener]
        return node
    }
}

extension DescribeQuorum.Partition {
    /// The partition of the metadata log.
    fileprivate init(_ quorum: QuorumDescription) {
        self.init()
        errorMessage = nil
        leaderId = quorum.leaderID
        leaderEpoch = quorum.epoch.rawValue
        highWatermark = quorum.highWatermark.rawValue
        currentVoters = quorum.voters.map { member in
            var voter = CurrentVoters()
            voter.replicaId = member.id
            voter.replicaDirectoryId = member.directory
            voter.logEndOffset = member.endOffset.rawValue
            voter.lastFetchTimestamp = member.lastFetch.rawValue
            voter.lastCaughtUpTimestamp = member.lastCaughtUp.rawValue
            return voter
        }
        observers = quorum.observers.map { member in
            var observer = Observers()
            observer.replicaId = member.id
            observer.replicaDirectoryId = member.directory
            observer.logEndOffset = member.endOffset.rawValue
            observer.lastFetchTimestamp = member.lastFetch.rawValue
            observer.lastCaughtUpTimestamp = member.lastCaughtUp.rawValue
            return observer
        }
    }
}
