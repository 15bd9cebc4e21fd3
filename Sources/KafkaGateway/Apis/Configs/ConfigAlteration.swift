import Cluster
import KafkaProtocol

/// A request that changes configs, as both APIs for it answer: resource by resource.
struct ConfigAlteration {
    /// What became of a resource, named as the request names it.
    struct Result {
        let type: Int8
        let name: String
        let error: ClusterError?
    }

    /// One for each resource, in the order of its first mention.
    private(set) var results: [Result] = []
    /// The offset of the image that holds the changes.
    private(set) var offset: Offset

    /// Has the changes made whose resources the controller keeps.
    ///
    /// `elsewhere` is asked about the others: it makes the change, or says why not. `complaint` says
    /// what of a resource's changes nobody could make. What is refused keeps nothing else from being
    /// made.
    init<Change: Sendable>(
        _ resources: [(type: Int8, name: String, changes: [Change])], in context: RequestContext,
        elsewhere: (_ type: Int8, _ name: String, _ changes: [Change]) -> ClusterError?,
        complaint: (Change) -> ClusterError? = { _ in nil },
        make: ([ResourceChange<Change>]) throws(ClusterError) ->
            Controller.Decision<
                Controller.ConfigResults
            >
    ) {
        offset = context.image.offset
        var wanted: [ResourceChange<Change>] = []
        var errors: [ConfigResource: ClusterError] = [:]
        for (type, name, changes) in resources {
            guard let resource = Self.resource(type, name) else { continue }
            let error =
                Self.complaint(about: resource, in: context)
                ?? changes.lazy.compactMap(complaint).first
            if let error {
                errors[resource] = error
            } else {
                wanted.append(ResourceChange(resource, changes))
            }
        }
        wanted.removeAll { errors[$0.resource] != nil }
        do throws(ClusterError) {
            let decision = try make(wanted)
            offset = decision.offset
            for (resource, error) in decision.value { errors[resource] = error }
        } catch {
            for change in wanted { errors[change.resource] = error }
        }
        var mentions: [Named: Int] = [:]
        for (type, name, _) in resources {
            mentions[Named(type: type, name: name), default: 0] += 1
        }
        for (type, name, changes) in resources {
            guard let count = mentions.removeValue(forKey: Named(type: type, name: name)) else {
                continue
            }
            let error: ClusterError? =
                if let resource = Self.resource(type, name) { errors[resource] } else {
                    count > 1 ? .resourceTwice : elsewhere(type, name, changes)
                }
            results.append(Result(type: type, name: name, error: error))
        }
    }

    /// Broker by broker is changed what is tested against the broker's own settings: only by itself.
    private static func complaint(
        about resource: ConfigResource, in context: RequestContext
    ) -> ClusterError? {
        let own = String(context.broker.nodeID)
        guard resource.kind == .broker, !resource.name.isEmpty, resource.name != own else {
            return nil
        }
        return .invalidRequest(
            "Unexpected broker id, expected \(own) or empty string, but received \(resource.name)")
    }

    /// Why a resource of a kind that has no configs here is not changed.
    static func unsupported(_ type: Int8) -> ClusterError {
        .invalidRequest("Unsupported resource type: \(type)")
    }

    /// A resource as a request names it: each is answered once, however often it is named.
    private struct Named: Hashable {
        let type: Int8
        let name: String
    }

    /// The resource, if its kind is one that can be changed.
    private static func resource(_ type: Int8, _ name: String) -> ConfigResource? {
        switch ConfigResource.Kind(rawValue: type) {
        case .topic: ConfigResource(.topic, name)
        case .broker: ConfigResource(.broker, name)
        case .group: ConfigResource(.group, name)
        case .clientMetrics: ConfigResource(.clientMetrics, name)
        case .brokerLogger, nil: nil
        }
    }
}
