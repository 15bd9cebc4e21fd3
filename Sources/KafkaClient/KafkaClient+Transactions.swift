import KafkaMessages
package import KafkaProtocol

/// A transactional id as its coordinator lists it (KIP-664).
package struct TransactionListing: Equatable, Sendable {
    package let id: String
    package let producerID: ProducerID
    package let state: String
    /// The broker that coordinates it.
    package let coordinator: Int32
}

/// What one is told of a transactional id, and of the transaction that it has open.
package struct TransactionDescription: Equatable, Sendable {
    package let id: String
    package let coordinator: Int32
    package let state: String
    package let producerID: ProducerID
    package let producerEpoch: ProducerEpoch
    package let timeoutMs: Int32
    /// When the transaction began, in milliseconds since 1970; nil where none is open.
    package let startTimeMs: Int64?
    /// What belongs to the transaction, or is still to get its marker.
    package let partitions: [GroupPartitions]

    package init(
        id: String, coordinator: Int32, state: String, producerID: ProducerID,
        producerEpoch: ProducerEpoch, timeoutMs: Int32, startTimeMs: Int64?,
        partitions: [GroupPartitions]
    ) {
        self.id = id
        self.coordinator = coordinator
        self.state = state
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.timeoutMs = timeoutMs
        self.startTimeMs = startTimeMs
        self.partitions = partitions
    }
}

/// Which transactional ids one wants to see; what is empty or nil lets all pass.
package struct TransactionFilter: Equatable, Sendable {
    package var states: [TransactionState] = []
    package var producerIDs: [ProducerID] = []
    /// Only transactions that have been open for longer (KIP-994).
    package var longerThanMs: Int64?
    /// Only ids that match this regular expression of RE2 as a whole (KIP-1152).
    package var pattern: String?

    package init() {}
}

extension KafkaClient {
    /// The transactional ids that all brokers coordinate, sorted by name.
    ///
    /// - Throws: `refused` with UNSUPPORTED_VERSION where a broker is too old for the filter.
    package func transactions(
        _ filter: TransactionFilter = TransactionFilter()
    ) throws(ClientError) -> [TransactionListing] {
        var request = ListTransactionsRequest()
        request.stateFilters = filter.states.map(\.name)
        request.producerIdFilters = filter.producerIDs.map(\.rawValue)
        request.durationFilter = filter.longerThanMs ?? -1
        request.transactionalIdPattern = filter.pattern
        let needed: Int16 = filter.pattern != nil ? 2 : filter.longerThanMs != nil ? 1 : 0
        var found: [TransactionListing] = []
        for broker in try metadata(of: []).brokers {
            found += try list(request, version: needed, at: broker.nodeId)
        }
        return found.sorted { $0.id < $1.id }
    }

    private func list(
        _ request: ListTransactionsRequest, version needed: Int16, at broker: Int32
    ) throws(ClientError) -> [TransactionListing] {
        let subject = "the transactions of broker \(broker)"
        return try retrying { () throws(ClientError) in
            let version = try connection(to: .broker(broker)).version(
                of: ListTransactionsRequest.self)
            guard version ?? needed >= needed else {
                throw .refused(
                    .unsupportedVersion, subject: subject,
                    message: "the broker is too old for this filter")
            }
            let response = try ask(request, of: .broker(broker))
            let isPatternBad = response.errorCode == ErrorCode.invalidRegularExpression.rawValue
            try check(
                response.errorCode, subject,
                isPatternBad ? "the pattern is no regular expression of RE2" : nil)
            if let state = response.unknownStateFilters.first {
                throw .refused(
                    .invalidRequest, subject: subject, message: "the broker knows no state \(state)"
                )
            }
            return response.transactionStates.map { listed in
                TransactionListing(
                    id: listed.transactionalId,
                    producerID: ProducerID(rawValue: listed.producerId),
                    state: listed.transactionState, coordinator: broker)
            }
        }
    }

    /// Asks the coordinator of a transactional id for it.
    ///
    /// - Throws: `noSuchTransaction` where it is not known.
    package func describeTransaction(
        _ id: String
    ) throws(ClientError) -> TransactionDescription {
        var request = DescribeTransactionsRequest()
        request.transactionalIds = [id]
        return try withCoordinator(ofTransaction: id) { broker throws(ClientError) in
            guard let told = try ask(request, of: .broker(broker)).transactionStates.first else {
                throw .noSuchTransaction(id)
            }
            try checkTransaction(told.errorCode, id)
            return TransactionDescription(
                id: told.transactionalId, coordinator: broker, state: told.transactionState,
                producerID: ProducerID(rawValue: told.producerId),
                producerEpoch: ProducerEpoch(rawValue: told.producerEpoch),
                timeoutMs: told.transactionTimeoutMs,
                startTimeMs: told.transactionStartTimeMs < 0 ? nil : told.transactionStartTimeMs,
                partitions: told.topics.map { topic in
                    GroupPartitions(topic: topic.topic, partitions: topic.partitions)
                })
        }
    }

    /// Takes a transactional id away from its producer: what it has open is aborted, and what it
    /// sends from now on is refused (KIP-664's forced termination).
    ///
    /// On return the abort is decided, and a new producer may begin.
    package func fence(transactionalID id: String) throws(ClientError) {
        var request = InitProducerIdRequest()
        request.transactionalId = id
        // Nobody writes with the epoch that this gives.
        request.transactionTimeoutMs = 1
        try withCoordinator(ofTransaction: id) { broker throws(ClientError) in
            try checkTransaction(try ask(request, of: .broker(broker)).errorCode, id)
        }
    }

    private func withCoordinator<Result>(
        ofTransaction id: String, _ body: (Int32) throws(ClientError) -> Result
    ) throws(ClientError) -> Result {
        try retrying { () throws(ClientError) in
            try body(try coordinator(of: .transaction, id))
        }
    }

    private func checkTransaction(_ code: Int16, _ id: String) throws(ClientError) {
        if ErrorCode(rawValue: code) == .transactionalIdNotFound { throw .noSuchTransaction(id) }
        try check(code, "transactional id \(id)", nil)
    }
}
