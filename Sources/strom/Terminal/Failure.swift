import KafkaClient
import KafkaProtocol

/// Why a command ends, and what one may do next.
struct Failure: Error, Equatable {
    let sentence: String
    let advice: String?

    init(_ sentence: String, advice: String? = nil) {
        self.sentence = sentence
        self.advice = advice
    }

    /// As it is printed.
    var text: String {
        "strom: \(sentence)\n" + (advice.map { "       \($0)\n" } ?? "")
    }
}

extension Failure {
    /// What a broker, or nobody, answered.
    init(_ error: ClientError) {
        self.init(error.message, advice: Self.advice(for: error))
    }

    private static func advice(for error: ClientError) -> String? {
        switch error {
        case .noSuchAddress:
            "Name a broker as HOST:PORT with --bootstrap or STROM_BOOTSTRAP."
        case .notReachable:
            "Start a broker with `strom serve`, or name another one with --bootstrap HOST:PORT."
        case .connectionLost, .timedOut:
            "Look at the broker's log; --timeout SECONDS waits longer."
        case .malformedAnswer:
            "Is it a Kafka broker, and its listener PLAINTEXT?"
        case .notSupported:
            "A newer broker may."
        case .noSuchTopic(let name):
            "`strom topic list` shows what there is; `strom topic create \(name)` makes it."
        case .noSuchGroup:
            "`strom group list` shows what there is; a group comes with its first member."
        case .noSuchTransaction:
            "`strom txn list` shows what there is; an id comes with its first producer."
        case .noLeader(let topic, _):
            "`strom topic describe \(topic)` shows where its replicas are."
        case .damagedBatch(let topic, let partition, let offset):
            "Go on behind it: `strom consume \(topic) --partition \(partition) "
                + "--from \(offset.advanced(by: 1))`."
        case .refused(let code, _, _):
            advice(for: code)
        }
    }

    private static func advice(for code: ErrorCode) -> String? {
        switch code {
        case .topicAlreadyExists:
            "`strom topic describe` shows it; `strom topic alter` changes it."
        case .invalidTopicException:
            "A name has 1 to 249 letters of a-z, A-Z, 0-9, '.', '_' and '-'."
        case .invalidConfig: "`strom config describe` shows all settings with their values."
        case .invalidReplicationFactor: "`strom cluster info` shows how many brokers there are."
        case .messageTooLarge:
            "The topic's setting max.message.bytes allows larger batches: "
                + "`strom config set --topic NAME max.message.bytes=BYTES`."
        case .offsetOutOfRange:
            "`strom topic describe` shows the first and the last offset of each partition."
        case .nonEmptyGroup, .groupSubscribedToTopic, .unknownMemberId:
            "Stop its consumers first; `strom group describe` shows where they run."
        case .notEnoughReplicas, .notEnoughReplicasAfterAppend:
            "`strom topic describe` shows which replicas are in sync."
        default: nil
        }
    }
}
