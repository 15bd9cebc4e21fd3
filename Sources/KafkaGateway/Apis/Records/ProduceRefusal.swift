import Cluster
import KafkaProtocol

/// Why a partition did not take what was produced to it.
struct ProduceRefusal: Error {
    let code: ErrorCode
    var message: String?
    /// The records to blame, where single ones are (KIP-467).
    var problems: [RecordProblem] = []

    init(_ code: ErrorCode) {
        self.code = code
    }

    init(_ error: RecordBatchError) {
        code = error.code
        message = error.message
        problems = error.problems
    }

    init(_ error: ReplicaError) {
        code = error.code
    }
}
