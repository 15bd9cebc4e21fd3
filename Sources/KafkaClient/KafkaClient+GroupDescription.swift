import KafkaMessages
import KafkaProtocol

extension KafkaClient {
    /// Asks for a group: by the API of KIP-848 first, then by that of classic groups.
    ///
    /// - Throws: `noSuchGroup` where there is none.
    package func describeGroup(_ id: String) throws(ClientError) -> GroupDescription {
        try withCoordinator(of: id) { broker throws(ClientError) in
            if let group = try describeConsumerGroup(id, at: broker) { return group }
            return try describeClassicGroup(id, at: broker)
        }
    }

    /// Nil where it is no such group, or the broker knows none.
    private func describeConsumerGroup(
        _ id: String, at broker: Int32
    ) throws(ClientError) -> GroupDescription? {
        guard try connection(to: .broker(broker)).offers(ConsumerGroupDescribeRequest.self) else {
            return nil
        }
        var request = ConsumerGroupDescribeRequest()
        request.groupIds = [id]
        guard let group = try ask(request, of: .broker(broker)).groups.first else { return nil }
        switch ErrorCode(rawValue: group.errorCode) {
        case .groupIdNotFound, .unsupportedVersion: return nil
        default: try checkGroup(group.errorCode, id, group.errorMessage)
        }
        return GroupDescription(consumer: group, coordinator: broker)
    }

    private func describeClassicGroup(
        _ id: String, at broker: Int32
    ) throws(ClientError) -> GroupDescription {
        var request = DescribeGroupsRequest()
        request.groups = [id]
        guard let group = try ask(request, of: .broker(broker)).groups.first else {
            throw .noSuchGroup(id)
        }
        try checkGroup(group.errorCode, id, group.errorMessage)
        // Before version 6 this is how a broker says that there is none.
        guard group.groupState != "Dead" else { throw .noSuchGroup(id) }
        return GroupDescription(classic: group, coordinator: broker)
    }
}
