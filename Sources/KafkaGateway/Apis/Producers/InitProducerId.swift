import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol

/// InitProducerId (key 22): gives a producer its id (KIP-98).
///
/// With a transactional id it begins a life of that id's producer: its coordinator fences the one before
/// and aborts what that left open (T-1 to T-3).
///
/// - v3: a producer may name the id and epoch that it had (KIP-360)
/// - v4: PRODUCER_FENCED (KIP-588)
package enum InitProducerId: Api {
    package static let key = ApiKey.initProducerId
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: InitProducerIdRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        guard (request.producerId == -1) == (request.producerEpoch == -1) else {
            return .reply(context.reply(refused(.invalidRequest)))
        }
        guard let id = request.transactionalId else {
            // Until the controller has given a block the producer tries again (I-9).
            guard let producerID = context.nextProducerID() else {
                return .reply(context.reply(refused(.coordinatorLoadInProgress)))
            }
            let first = ProducerIdentity(id: producerID, epoch: ProducerEpoch(rawValue: 0))
            return .reply(context.reply(answer(first)))
        }
        return beginLife(of: id, request, context)
    }

    private static func beginLife(
        of id: String, _ request: InitProducerIdRequest, _ context: RequestContext
    ) -> Outcome {
        do throws(TransactionError) {
            guard !id.isEmpty else { throw .invalidRequest }
            let timeout = Int64(request.transactionTimeoutMs)
            guard timeout > 0, timeout <= context.loop.configuration.transactionMaxTimeoutMs else {
                throw .invalidTimeout
            }
            let transactions = try context.transactions(of: id)
            let begun = try transactions.initProducer(
                of: id, timeoutMs: request.transactionTimeoutMs,
                expected: request.producerId == -1
                    ? nil : ProducerIdentity(request.producerId, request.producerEpoch),
                nextProducerID: context.nextProducerID, now: context.loop.wallTime)
            return AwaitedRecords.outcome(
                answer(begun.value), after: begun.goal, in: transactions.replica,
                late: refused(.coordinatorNotAvailable), context)
        } catch {
            let code = error.code(knowsFencing: context.version >= 4)
            return .reply(context.reply(refused(code)))
        }
    }

    private static func answer(_ producer: ProducerIdentity) -> InitProducerIdResponse {
        var response = InitProducerIdResponse()
        response.producerId = producer.id.rawValue
        response.producerEpoch = producer.epoch.rawValue
        return response
    }

    private static func refused(_ code: ErrorCode) -> InitProducerIdResponse {
        var response = answer(ProducerIdentity(id: .none, epoch: .none))
        response.errorCode = code.rawValue
        return response
    }
}
