import Cluster
package import KafkaMessages
package import KafkaProtocol

/// UpdateFeatures (key 57): finalizes features of the cluster at other levels (KIP-584).
///
/// Where one feature is refused nothing is changed, and the answer as a whole has its error
/// (KIP-1022).
///
/// - v0–1: a result for each feature besides
/// - v1: which way a level may go; a request may only ask
package enum UpdateFeatures: Api {
    package static let key = ApiKey.updateFeatures
    package static let versions: ClosedRange<Int16> = 0...2

    package static func begin(
        _ request: UpdateFeaturesRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let updates = request.featureUpdates.map { FeatureUpdate($0, version: context.version) }
        do throws(ClusterError) {
            let decision = try context.broker.controller.updateFeatures(
                updates, validateOnly: request.validateOnly, now: context.loop.wallTime)
            return AwaitedImage.outcome(
                response(updates.map(\.feature), decision.value), at: decision.offset,
                timeoutMs: request.timeoutMs, late: refusal(.requestTimedOut, nil), in: context)
        } catch {
            return .reply(context.reply(refusal(error.code, error.message)))
        }
    }

    private static func response(
        _ features: [String], _ errors: [ClusterError?]
    ) -> UpdateFeaturesResponse {
        let refused = errors.compactMap(\.self).first
        var response = refusal(
            refused?.code ?? .none,
            refused.map {
                "The update failed for all features since the following feature had an error: "
                    + $0.message
            })
        response.results = zip(features, errors).map { feature, error in
            var result = UpdateFeaturesResponse.Results()
            result.feature = feature
            let code = error?.code ?? (refused == nil ? .none : .featureUpdateFailed)
            result.errorCode = code.rawValue
            result.errorMessage = error?.message
            return result
        }
        return response
    }

    private static func refusal(_ code: ErrorCode, _ message: String?) -> UpdateFeaturesResponse {
        var response = UpdateFeaturesResponse()
        response.errorCode = code.rawValue
        response.errorMessage = message
        return response
    }
}

extension FeatureUpdate {
    /// Version 0 says only whether the level may fall.
    fileprivate init(_ update: UpdateFeaturesRequest.FeatureUpdates, version: Int16) {
        self.init(
            update.feature, to: update.maxVersionLevel,
            version == 0
                ? (update.allowDowngrade ? .safeDowngrade : .upgrade)
                : Direction(rawValue: update.upgradeType))
    }
}
