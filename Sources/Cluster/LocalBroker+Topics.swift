import Configuration
package import KafkaProtocol
package import Syscalls

extension LocalBroker {
    /// Has a topic made that a client wants to use, with the broker's defaults (M-2, M-3).
    ///
    /// - Throws: why it cannot be made; one that is there already is no error.
    package func createAutomatically(
        _ name: String, within allowance: MutationAllowance = .unbounded, now: Timestamp
    ) throws(ClusterError) -> Controller.Decision<Void> {
        let topic = NewTopic.internalTopic(name, configuration, image) ?? NewTopic(name: name)
        let decision = try controller.createTopics([topic], within: allowance, now: now)
        switch decision.value[0].result {
        case .success, .failure(.topicExists):
            return .init(value: (), offset: decision.offset, allowance: decision.allowance)
        case .failure(let error): throw error
        }
    }

    /// Gives an id to a producer (I-9).
    ///
    /// - Returns: nil where the next block of ids is not on the disk yet: the client asks again.
    package func nextProducerID(now: Timestamp) -> ProducerID? {
        switch producerIDs.take(committed: image.offset) {
        case .id(let id): return ProducerID(rawValue: id)
        case .lastOfMany(let id):
            askForProducerIDs(now: now)
            return ProducerID(rawValue: id)
        case .none:
            askForProducerIDs(now: now)
            return nil
        case .wait: return nil
        }
    }

    func askForProducerIDs(now: Timestamp) {
        do throws(ClusterError) {
            let block = try controller.allocateProducerIDs(for: nodeID, epoch: epoch, now: now)
            producerIDs.give(block.value, offset: block.offset)
        } catch {
            producerIDs.give(nil, offset: .none)
        }
    }
}

extension NewTopic {
    /// A topic of the brokers' own, as their options say; nil for other names.
    ///
    /// It gets as many replicas as asked for, or as there are brokers, so that one broker alone
    /// has coordinators too.
    static func internalTopic(
        _ name: String, _ configuration: BrokerConfiguration, _ image: MetadataImage
    ) -> NewTopic? {
        func topic(_ partitions: Int, _ factor: Int, _ configs: [(String, Int)]) -> NewTopic {
            var topic = NewTopic(
                name: name, partitionCount: Int32(partitions),
                replicationFactor: Int16(max(1, min(factor, image.liveBrokers.count))),
                configs: [(name: "cleanup.policy", value: "compact")]
                    + configs.map { (name: $0.0, value: String($0.1)) })
            topic.isOwn = true
            return topic
        }
        switch name {
        case TopicName.consumerOffsets:
            return topic(
                configuration.offsetsTopicNumPartitions,
                configuration.offsetsTopicReplicationFactor,
                [("segment.bytes", configuration.offsetsTopicSegmentBytes)])
        case TopicName.transactionState:
            return topic(
                configuration.transactionStateLogNumPartitions,
                configuration.transactionStateLogReplicationFactor,
                [
                    ("segment.bytes", configuration.transactionStateLogSegmentBytes),
                    ("min.insync.replicas", configuration.transactionStateLogMinIsr),
                ])
        default: return nil
        }
    }
}
