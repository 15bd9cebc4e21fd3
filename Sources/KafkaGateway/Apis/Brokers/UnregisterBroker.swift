import Cluster
package import KafkaMessages
package import KafkaProtocol

/// UnregisterBroker (key 64): forgets a broker that will not come back (KIP-500).
package enum UnregisterBroker: Api {
    package static let key = ApiKey.unregisterBroker
    package static let versions: ClosedRange<Int16> = 0...0

    package static func begin(
        _ request: UnregisterBrokerRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        do throws(ClusterError) {
            let decision = try context.broker.controller.unregister(
                request.brokerId, now: context.loop.wallTime)
            return AwaitedImage.outcome(
                response(.none, nil), at: decision.offset,
                late: response(.requestTimedOut, nil), in: context)
        } catch {
            return .reply(context.reply(response(error.code, error.message)))
        }
    }

    private static func response(_ code: ErrorCode, _ message: String?) -> UnregisterBrokerResponse
    {
        var response = UnregisterBrokerResponse()
        response.errorCode = code.rawValue
        response.errorMessage = message
        return response
    }
}
