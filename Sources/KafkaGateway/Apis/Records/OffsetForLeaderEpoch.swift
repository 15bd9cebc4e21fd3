import Cluster
package import KafkaMessages
package import KafkaProtocol

/// OffsetForLeaderEpoch (key 23): where a leader epoch ends, so that a reader finds out whether its
/// log has been cut (KIP-101, KIP-320).
package enum OffsetForLeaderEpoch: Api {
    package static let key = ApiKey.offsetForLeaderEpoch
    package static let versions: ClosedRange<Int16> = 2...4

    typealias Entry = OffsetForLeaderEpochResponse.Topics.Partitions

    package static func begin(
        _ request: OffsetForLeaderEpochRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        let count = request.topics.reduce(0) { $0 + $1.partitions.count }
        guard context.hasRoom(for: count, each: 200) else { return .close }
        var response = OffsetForLeaderEpochResponse()
        response.topics = request.topics.map { asked in
            var topic = OffsetForLeaderEpochResponse.Topics()
            topic.topic = asked.topic
            let image = context.image.topics[asked.topic]
            topic.partitions = asked.partitions.map { entry($0, of: image, in: context) }
            return topic
        }
        return .reply(context.reply(response))
    }

    private static func entry(
        _ asked: OffsetForLeaderEpochRequest.Topics.Partitions, of topic: TopicImage?,
        in context: RequestContext
    ) -> Entry {
        var entry = Entry()
        entry.partition = asked.partition
        switch context.loop.route(topic, asked.partition) {
        case .refused(let error):
            entry.errorCode = error.rawValue
        case .here(let replica):
            do throws(ReplicaError) {
                let end = try replica.endOffset(
                    forEpoch: LeaderEpoch(rawValue: asked.leaderEpoch),
                    currentLeaderEpoch: LeaderEpoch(rawValue: asked.currentLeaderEpoch))
                guard let end else { return entry }
                entry.leaderEpoch = end.epoch.rawValue
                entry.endOffset = end.endOffset.rawValue
            } catch {
                entry.errorCode = error.code.rawValue
            }
        }
        return entry
    }
}
