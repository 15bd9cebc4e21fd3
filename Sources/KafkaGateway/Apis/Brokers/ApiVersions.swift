import Cluster
package import KafkaMessages
package import KafkaProtocol

/// ApiVersions (key 18): which APIs and versions this broker answers.
///
/// - v0: also the answer to an unknown version, so that a client can start over (C-4)
/// - v3: who the client is; features; flexible versions, but not the reply's header (C-5)
/// - v4: features whose lowest level is 0
package enum ApiVersions: Api {
    package static let key = ApiKey.apiVersions
    package static let versions: ClosedRange<Int16> = 0...4

    package static func begin(
        _ request: ApiVersionsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        guard context.version < 3 || isValid(request) else {
            var response = ApiVersionsResponse()
            response.errorCode = ErrorCode.invalidRequest.rawValue
            return .reply(context.reply(response))
        }
        context.connection.clientSoftwareName = request.clientSoftwareName
        context.connection.clientSoftwareVersion = request.clientSoftwareVersion
        return .reply(context.reply(response(to: context)))
    }

    private static func response(to context: RequestContext) -> ApiVersionsResponse {
        var response = ApiVersionsResponse()
        response.apiKeys = ApiTable.answered.announced
        let finalized = context.image.features.sorted { $0.key < $1.key }
        response.finalizedFeaturesEpoch = context.image.offset.rawValue
        response.finalizedFeatures = finalized.map { name, level in
            var feature = ApiVersionsResponse.FinalizedFeatures()
            feature.name = name
            feature.minVersionLevel = level
            feature.maxVersionLevel = level
            return feature
        }
        response.supportedFeatures = SupportedFeature.ofThisBuild
            .filter { context.version >= 4 || $0.versions.lowerBound > 0 }
            .map { supported in
                var feature = ApiVersionsResponse.SupportedFeatures()
                feature.name = supported.name
                feature.minVersion = supported.versions.lowerBound
                feature.maxVersion = supported.versions.upperBound
                return feature
            }
        return response
    }

    /// Whether both names fit `[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?` (KIP-511).
    private static func isValid(_ request: ApiVersionsRequest) -> Bool {
        isValid(request.clientSoftwareName) && isValid(request.clientSoftwareVersion)
    }

    private static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, let last = name.utf8.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && name.utf8.allSatisfy {
                isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
    }

    private static func isAlphanumeric(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
