import Cluster
package import KafkaMessages
package import KafkaProtocol
import Syscalls

/// ListTransactions (key 66): the transactional ids that this broker coordinates (T-19, KIP-664).
///
/// - v1: those whose transaction has run for so long (KIP-994)
/// - v2: by a pattern of their names (KIP-1152)
package enum ListTransactions: Api {
    package static let key = ApiKey.listTransactions
    package static let versions: ClosedRange<Int16> = 0...2

    package static func begin(
        _ request: ListTransactionsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = ListTransactionsResponse()
        let known = Set(Transaction.State.allCases.map(\.name))
        response.unknownStateFilters = request.stateFilters.filter { !known.contains($0) }
        guard let wanted = Wanted(request, now: context.loop.wallTime) else {
            response.errorCode = ErrorCode.invalidRegularExpression.rawValue
            return .reply(context.reply(response))
        }
        do throws(TransactionError) {
            response.transactionStates = try found(wanted, in: context)
        } catch {
            response.errorCode = error.code.rawValue
        }
        return .reply(context.reply(response))
    }

    private static func found(
        _ wanted: borrowing Wanted, in context: RequestContext
    ) throws(TransactionError) -> [ListTransactionsResponse.TransactionStates] {
        var rows: [ListTransactionsResponse.TransactionStates] = []
        for transactions in context.broker.transactions.all {
            do throws(TransactionError) {
                rows += try transactions.list { wanted.contains($0, $1) }.map(row)
            } catch .notCoordinator {
                // It was led here until just now: the others are listed all the same.
            }
        }
        return rows.sorted { $0.transactionalId < $1.transactionalId }
    }

    private static func row(
        _ listing: TransactionListing
    ) -> ListTransactionsResponse.TransactionStates {
        var row = ListTransactionsResponse.TransactionStates()
        row.transactionalId = listing.id
        row.producerId = listing.producerID.rawValue
        row.transactionState = listing.state.name
        return row
    }
}

/// What a request asks for.
private struct Wanted: ~Copyable {
    private let states: Set<String>
    private let producerIDs: Set<Int64>
    /// An id that began nothing counts as running for ever, as in Kafka.
    private let durationMs: Int64
    private let expression: RegularExpression?
    private let now: Timestamp

    /// nil where the pattern cannot be read.
    init?(_ request: ListTransactionsRequest, now: Timestamp) {
        states = Set(request.stateFilters)
        producerIDs = Set(request.producerIdFilters)
        durationMs = request.durationFilter
        self.now = now
        let pattern = request.transactionalIdPattern ?? ""
        guard !pattern.isEmpty else {
            expression = nil
            return
        }
        guard let compiled = RegularExpression(pattern) else { return nil }
        expression = consume compiled
    }

    func contains(_ id: String, _ transaction: Transaction) -> Bool {
        guard states.isEmpty || states.contains(transaction.state.name),
            producerIDs.isEmpty || producerIDs.contains(transaction.producerID.rawValue)
        else { return false }
        let began = transaction.startTime?.rawValue ?? -1
        guard durationMs < 0 || now.rawValue &- began >= durationMs else { return false }
        return switch expression {
        case nil: true
        case .some(let expression): expression.matches(id)
        }
    }
}
