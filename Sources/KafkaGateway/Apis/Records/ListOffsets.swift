import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// ListOffsets (key 2): offsets by time, or at the ends of the log.
///
/// - v2: isolation levels
/// - v4: leader epochs (KIP-320)
/// - v7: the record with the largest timestamp (KIP-734)
/// - v8, v9, v11: the ends of the local and of the tiered log (KIP-405, KIP-1005, KIP-1023)
package enum ListOffsets: Api {
    package static let key = ApiKey.listOffsets
    package static let versions: ClosedRange<Int16> = 1...11

    typealias Asked = ListOffsetsRequest.Topics.Partitions
    typealias Entry = ListOffsetsResponse.Topics.Partitions

    package static func begin(
        _ request: ListOffsetsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let count = request.topics.reduce(0) { $0 + $1.partitions.count }
        guard context.hasRoom(for: count, each: 300) else { return .close }
        var response = ListOffsetsResponse()
        response.topics = request.topics.map { asked in
            var topic = ListOffsetsResponse.Topics()
            topic.name = asked.name
            var seen: Set<Int32> = []
            let twice = Set(
                asked.partitions.map(\.partitionIndex).filter { !seen.insert($0).inserted })
            seen = []
            let image = context.image.topics[asked.name]
            topic.partitions = asked.partitions.compactMap { partition in
                let index = partition.partitionIndex
                guard seen.insert(index).inserted else { return nil }
                guard !twice.contains(index) else {
                    return refusal(.invalidRequest, of: partition)
                }
                return entry(partition, of: image, request, in: context)
            }
            return topic
        }
        return .reply(context.reply(response))
    }

    private static func refusal(_ error: ErrorCode, of partition: Asked) -> Entry {
        var entry = Entry()
        entry.partitionIndex = partition.partitionIndex
        entry.errorCode = error.rawValue
        return entry
    }

    private static func entry(
        _ asked: Asked, of topic: TopicImage?, _ request: ListOffsetsRequest,
        in context: RequestContext
    ) -> Entry {
        guard let question = Question(asked.timestamp, version: context.version) else {
            return refusal(.unsupportedVersion, of: asked)
        }
        switch context.loop.route(topic, asked.partitionIndex) {
        case .refused(let error):
            return refusal(error, of: asked)
        case .here(let replica):
            do throws(ReplicaError) {
                return try look(up: question, in: replica, asked, request, context)
            } catch .offsetNotAvailable where context.version < 5 {
                return refusal(.leaderNotAvailable, of: asked)
            } catch {
                return refusal(error.code, of: asked)
            }
        }
    }

    private static func look(
        up question: Question, in replica: Replica, _ asked: Asked, _ request: ListOffsetsRequest,
        _ context: RequestContext
    ) throws(ReplicaError) -> Entry {
        var entry = Entry()
        entry.partitionIndex = asked.partitionIndex
        // Without tiered storage nothing lies there, and nothing waits to go there (F-21).
        guard case .query(let query) = question else { return entry }
        let memory = context.loop.memory
        let found = try replica.offset(
            for: query, currentLeaderEpoch: LeaderEpoch(rawValue: asked.currentLeaderEpoch),
            isolation: ReadRequest.Isolation(rawValue: request.isolationLevel) ?? .readUncommitted,
            replicaID: request.replicaId, expandingTo: memory.largestExpansion,
            taking: { memory.expand(to: $0) })
        guard let found else { return entry }
        entry.offset = found.offset.rawValue
        entry.timestamp = found.timestamp.rawValue
        entry.leaderEpoch = found.leaderEpoch.rawValue
        return entry
    }

    /// What a timestamp on the wire asks for; those below zero mean special places (F-15).
    private enum Question {
        case query(OffsetQuery)
        case endOfTiered

        init?(_ timestamp: Int64, version: Int16) {
            switch timestamp {
            case 0...: self = .query(.timestamp(Timestamp(rawValue: timestamp)))
            case -1: self = .query(.latest)
            case -2: self = .query(.earliest)
            case -3 where version >= 7: self = .query(.maxTimestamp)
            case -4 where version >= 8: self = .query(.earliest)
            case -5 where version >= 9, -6 where version >= 11: self = .endOfTiered
            default: return nil
            }
        }
    }
}
