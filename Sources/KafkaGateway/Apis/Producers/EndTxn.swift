import Cluster
package import KafkaMessages
package import KafkaProtocol

/// EndTxn (key 26): commits or aborts a transaction (T-10, T-11, KIP-98).
///
/// It is answered when the outcome is on the disk; the markers follow, and meanwhile who asks again gets
/// CONCURRENT_TRANSACTIONS.
///
/// - v2: PRODUCER_FENCED (KIP-588)
/// - v4: TRANSACTION_ABORTABLE (KIP-890)
/// - v5: each transaction has an epoch of its own; the next one is in the answer (KIP-890)
package enum EndTxn: Api {
    package static let key = ApiKey.endTxn
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: EndTxnRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        do throws(TransactionError) {
            let transactions = try context.transactions(of: request.transactionalId)
            let ended = try transactions.end(
                request.transactionalId,
                by: ProducerIdentity(request.producerId, request.producerEpoch),
                commits: request.committed, clientVersion: context.version >= 5 ? 2 : 0,
                nextProducerID: context.nextProducerID, now: context.loop.wallTime)
            var response = EndTxnResponse()
            response.producerId = ended.value.id.rawValue
            response.producerEpoch = ended.value.epoch.rawValue
            return AwaitedRecords.outcome(
                response, after: ended.goal, in: transactions.replica,
                late: refused(.coordinatorNotAvailable), context)
        } catch {
            return .reply(context.reply(refused(error.code(knowsFencing: context.version >= 2))))
        }
    }

    private static func refused(_ code: ErrorCode) -> EndTxnResponse {
        var response = EndTxnResponse()
        response.errorCode = code.rawValue
        return response
    }
}
