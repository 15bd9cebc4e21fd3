import KafkaMessages
import KafkaProtocol

/// A feature of a cluster, as one of its brokers tells of it (KIP-584).
package struct ClusterFeature: Equatable, Sendable {
    package let name: String
    /// The highest level that the broker can do.
    package let highest: Int16
    /// The level in force; 0 where there is none.
    package let finalized: Int16

    package init(name: String, highest: Int16, finalized: Int16) {
        self.name = name
        self.highest = highest
        self.finalized = finalized
    }
}

/// Another level for a feature.
package struct FeatureStep: Equatable, Sendable {
    package let feature: String
    package let from: Int16
    package let to: Int16

    package init(_ feature: String, from: Int16, to: Int16) {
        self.feature = feature
        self.from = from
        self.to = to
    }
}

extension KafkaClient {
    /// The features that a broker can do, sorted by name.
    package func features() throws(ClientError) -> [ClusterFeature] {
        var request = ApiVersionsRequest()
        request.clientSoftwareName = identity.software
        request.clientSoftwareVersion = identity.version
        let response = try ask(request)
        let finalized = Dictionary(
            response.finalizedFeatures.map { ($0.name, $0.maxVersionLevel) }, uniquingKeysWith: max)
        return response.supportedFeatures.map { feature in
            ClusterFeature(
                name: feature.name, highest: feature.maxVersion,
                finalized: finalized[feature.name, default: 0])
        }
        .sorted { $0.name < $1.name }
    }

    /// Finalizes features at other levels: all of them, or none; a lower level where it loses nothing.
    package func update(
        _ steps: [FeatureStep], onlyValidating: Bool = false
    ) throws(ClientError) {
        var request = UpdateFeaturesRequest()
        request.timeoutMs = timeoutMs
        request.validateOnly = onlyValidating
        request.featureUpdates = steps.map { step in
            var update = UpdateFeaturesRequest.FeatureUpdates()
            update.feature = step.feature
            update.maxVersionLevel = step.to
            update.allowDowngrade = step.to < step.from
            update.upgradeType = step.to < step.from ? 2 : 1
            return update
        }
        if onlyValidating { try requireValidation() }
        let response = try ask(request, of: .controller)
        try check(response.errorCode, "features", response.errorMessage)
        for result in response.results {
            try check(result.errorCode, "feature \(result.feature)", result.errorMessage)
        }
    }

    /// Version 0 cannot be asked without being obeyed.
    private func requireValidation() throws(ClientError) {
        let connection = try connection(to: .controller)
        guard connection.version(of: UpdateFeaturesRequest.self) ?? 0 >= 1 else {
            throw .notSupported(address: connection.address.description, api: .updateFeatures)
        }
    }
}
