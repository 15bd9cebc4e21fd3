import Cluster
package import KafkaMessages
package import KafkaProtocol

/// AddOffsetsToTxn (key 25): a transaction will commit offsets of a group; the partition that keeps them is
/// added to it (T-16, KIP-98).
///
/// - v2: PRODUCER_FENCED (KIP-588)
/// - v4: TRANSACTION_ABORTABLE (KIP-890)
package enum AddOffsetsToTxn: Api {
    package static let key = ApiKey.addOffsetsToTxn
    package static let versions: ClosedRange<Int16> = 0...4

    package static func begin(
        _ request: AddOffsetsToTxnRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        do throws(TransactionError) {
            let transactions = try context.transactions(of: request.transactionalId)
            let added = try transactions.add(
                [context.offsetsPartition(of: request.groupId)], to: request.transactionalId,
                by: ProducerIdentity(request.producerId, request.producerEpoch), clientVersion: 0,
                now: context.loop.wallTime)
            return AwaitedRecords.outcome(
                answer(.none), after: added.goal, in: transactions.replica,
                late: answer(.coordinatorNotAvailable), context)
        } catch {
            return .reply(context.reply(answer(error.code(knowsFencing: context.version >= 2))))
        }
    }

    private static func answer(_ code: ErrorCode) -> AddOffsetsToTxnResponse {
        var response = AddOffsetsToTxnResponse()
        response.errorCode = code.rawValue
        return response
    }
}
