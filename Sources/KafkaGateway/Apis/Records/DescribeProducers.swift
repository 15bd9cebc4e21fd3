import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// DescribeProducers (key 61): who writes to a partition with sequence numbers, and whose transaction
/// is open there since when (KIP-664).
package enum DescribeProducers: Api {
    package static let key = ApiKey.describeProducers
    package static let versions: ClosedRange<Int16> = 0...0

    typealias Entry = DescribeProducersResponse.Topics.Partitions

    package static func begin(
        _ request: DescribeProducersRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        let count = request.topics.reduce(0) { $0 + $1.partitionIndexes.count }
        guard context.hasRoom(for: count, each: 200) else { return .close }
        var response = DescribeProducersResponse()
        var told = 0
        for asked in request.topics {
            var topic = DescribeProducersResponse.Topics()
            topic.name = asked.name
            let image = context.image.topics[asked.name]
            for partition in asked.partitionIndexes {
                let entry = entry(partition, of: image, in: context)
                told += entry.activeProducers.count
                guard context.hasRoom(for: told, each: 100) else { return .close }
                topic.partitions.append(entry)
            }
            response.topics.append(topic)
        }
        return .reply(context.reply(response))
    }

    private static func entry(
        _ partition: Int32, of topic: TopicImage?, in context: RequestContext
    ) -> Entry {
        var entry = Entry()
        entry.partitionIndex = partition
        switch context.loop.route(topic, partition) {
        case .refused(let error):
            entry.errorCode = error.rawValue
        case .here(let replica):
            do throws(ReplicaError) {
                entry.activeProducers = try replica.producers().map { .init($0) }
            } catch {
                entry.errorCode = error.code.rawValue
            }
        }
        return entry
    }
}

extension DescribeProducers.Entry.ActiveProducers {
    fileprivate init(_ producer: ProducerDescription) {
        self.init()
        producerId = producer.id.rawValue
        producerEpoch = Int32(producer.epoch.rawValue)
        lastSequence = producer.lastSequence
        lastTimestamp = producer.lastTimestamp.rawValue
        coordinatorEpoch = producer.coordinatorEpoch
        currentTxnStartOffset = producer.transactionStart?.rawValue ?? -1
    }
}
