package import KafkaProtocol

/// Why a broker could not be asked, or did not do what it was asked.
package enum ClientError: Error, Equatable, Sendable {
    /// `host:port` cannot be read, or is not known.
    case noSuchAddress(String, reason: String)
    /// Nobody answers there.
    case notReachable(address: String, reason: String)
    /// The connection ended before the answer came.
    case connectionLost(address: String, reason: String)
    /// No answer came in time.
    case timedOut(address: String, api: ApiKey)
    /// The answer is not one.
    case malformedAnswer(address: String, api: ApiKey)
    /// The broker does not answer this API, or in no version that we know.
    case notSupported(address: String, api: ApiKey)
    /// The broker says no; `subject` is what it says it of, such as `topic orders`.
    case refused(ErrorCode, subject: String, message: String?)
    /// There is no topic of this name.
    case noSuchTopic(String)
    /// There is no group of this name.
    case noSuchGroup(String)
    /// There is no transactional id of this name.
    case noSuchTransaction(String)
    /// Nobody leads the partition now.
    case noLeader(topic: String, partition: Int32)
    /// A fetched batch is damaged, or of a format that we do not know.
    case damagedBatch(topic: String, partition: Int32, offset: Offset)

    /// One sentence.
    package var message: String {
        switch self {
        case .noSuchAddress(let address, let reason): "\(address) is no address: \(reason)"
        case .notReachable(let address, let reason): "cannot connect to \(address): \(reason)"
        case .connectionLost(let address, let reason):
            "the connection to \(address) ended: \(reason)"
        case .timedOut(let address, let api): "\(address) did not answer \(api) in time"
        case .malformedAnswer(let address, let api):
            "\(address) answered \(api) with something that cannot be read"
        case .notSupported(let address, let api): "the broker at \(address) does not offer \(api)"
        case .refused(let code, let subject, let message):
            "\(subject): \(message ?? code.description)"
                + (message == nil ? "" : " (\(code))")
        case .noSuchTopic(let name): "there is no topic \(name)"
        case .noSuchGroup(let name): "there is no group \(name)"
        case .noSuchTransaction(let name): "there is no transactional id \(name)"
        case .noLeader(let topic, let partition):
            "partition \(partition) of \(topic) has no leader now"
        case .damagedBatch(let topic, let partition, let offset):
            "the batch at offset \(offset) of partition \(partition) of \(topic) cannot be read"
        }
    }

    /// Whether it may pass by itself.
    package var isPassing: Bool {
        switch self {
        case .refused(let code, _, _): code.isRetriable
        case .noLeader, .connectionLost, .timedOut, .notReachable: true
        case .noSuchTopic, .noSuchGroup, .noSuchTransaction, .noSuchAddress, .malformedAnswer,
            .notSupported, .damagedBatch:
            false
        }
    }
}
