import Configuration
import KafkaMessages
package import Syscalls

/// A feature that is to be finalized at another level (KIP-584).
package struct FeatureUpdate: Sendable, Equatable {
    package let feature: String
    /// 0 takes the feature back.
    package let level: Int16
    /// Nil where the asker named none that is known.
    package let direction: Direction?

    package init(_ feature: String, to level: Int16, _ direction: Direction?) {
        self.feature = feature
        self.level = level
        self.direction = direction
    }

    /// Which way the level may go, by the numbers of the protocol.
    package enum Direction: Int8, Sendable {
        case upgrade = 1
        case safeDowngrade
        case unsafeDowngrade
    }
}

extension Controller {
    /// Finalizes features at other levels: all of them, or none where one is refused (KIP-1022).
    ///
    /// - Returns: for each update, in order, why not, or nil.
    package func updateFeatures(
        _ updates: [FeatureUpdate], validateOnly: Bool = false, now: Timestamp
    ) throws(ClusterError) -> Decision<[ClusterError?]> {
        try decide(now: now) { draft in
            var trial = draft
            var seen: Set<String> = []
            var results: [ClusterError?] = []
            for update in updates {
                do throws(ClusterError) {
                    guard seen.insert(update.feature).inserted else {
                        throw .invalidRequest("Each feature must appear at most once.")
                    }
                    try trial.finalize(update)
                    results.append(nil)
                } catch {
                    results.append(error)
                }
            }
            if !validateOnly, results.allSatisfy({ $0 == nil }) { draft = trial }
            return results
        }
    }
}

extension Draft {
    /// Adds a record where the level is not what it was.
    fileprivate mutating func finalize(_ update: FeatureUpdate) throws(ClusterError) {
        let present = image.features[update.feature, default: 0]
        if let complaint = unsupported(update) ?? complaint(about: update, at: present) {
            throw .invalidUpdateVersion(
                "Invalid update version \(update.level) for feature \(update.feature). \(complaint)"
            )
        }
        guard update.level != present else { return }
        add(.featureLevel(FeatureLevelRecord(name: update.feature, level: update.level)))
    }

    /// What is wrong with the way from one level to the other.
    private func complaint(about update: FeatureUpdate, at present: Int16) -> String? {
        guard let direction = update.direction else {
            return "The controller does not support the given upgrade type."
        }
        guard update.level < present else {
            return update.level == present || direction == .upgrade
                ? nil : "Can't downgrade to a newer version."
        }
        guard direction != .upgrade else {
            return
                "Can't downgrade the version of this feature without setting the upgrade type to "
                + "either safe or unsafe downgrade."
        }
        guard update.feature == SupportedFeature.metadataVersion else { return nil }
        return direction == .safeDowngrade
            ? "Refusing to perform the requested downgrade because it might delete metadata information."
            : "Unsafe metadata downgrade is not supported in this version."
    }

    /// Which node cannot do the level: this one, or a broker that is registered, fenced or not.
    private func unsupported(_ update: FeatureUpdate) -> String? {
        guard update.level >= 0 else { return "A feature version cannot be less than 0." }
        let brokers = image.brokers.values.sorted { $0.id < $1.id }
        let nodes =
            [("Local controller \(configuration.nodeID)", SupportedFeature.ofThisBuild)]
            + brokers.map { ("Broker \($0.id)", $0.features) }
        for (node, features) in nodes {
            let versions = features.versions(of: update.feature)
            if versions.contains(update.level) { continue }
            return versions.upperBound == 0
                ? "\(node) does not support this feature."
                : "\(node) only supports versions \(versions.lowerBound)-\(versions.upperBound)."
        }
        return nil
    }
}
