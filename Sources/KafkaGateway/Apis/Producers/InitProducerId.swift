import Cluster
package import KafkaMessages
package import KafkaProtocol

/// InitProducerId (key 22): gives an idempotent producer its id (KIP-98).
///
/// With a transactional id it asks the id's coordinator, which this broker is not for any.
///
/// - v3: a producer may name the id and epoch that it had (KIP-360)
package enum InitProducerId: Api {
    package static let key = ApiKey.initProducerId
    package static let versions: ClosedRange<Int16> = 0...5

    package static func begin(
        _ request: InitProducerIdRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = InitProducerIdResponse()
        switch answer(to: request, in: context) {
        case .success(let id):
            response.producerId = id
            response.producerEpoch = 0
        case .failure(let refusal):
            response.errorCode = refusal.error.rawValue
            response.producerEpoch = -1
        }
        return .reply(context.reply(response))
    }

    private struct Refusal: Error {
        let error: ErrorCode
    }

    private static func answer(
        to request: InitProducerIdRequest, in context: RequestContext
    ) -> Result<Int64, Refusal> {
        guard (request.producerId == -1) == (request.producerEpoch == -1) else {
            return .failure(Refusal(error: .invalidRequest))
        }
        guard let transactionalID = request.transactionalId else {
            // Until the controller has given a block the producer tries again (I-9).
            guard let id = context.broker.nextProducerID(now: context.loop.wallTime)
            else { return .failure(Refusal(error: .coordinatorLoadInProgress)) }
            return .success(id.rawValue)
        }
        // NOT_COORDINATOR, as from a Kafka broker before `__transaction_state` is made (T-1).
        return .failure(
            Refusal(error: transactionalID.isEmpty ? .invalidRequest : .notCoordinator))
    }
}
