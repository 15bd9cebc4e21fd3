import Configuration
import Telemetry

// What clients can make metadata take is bounded as the rest that they leave behind: what the image of all
// that was decided takes stands in the ledger, and what would make it larger asks first.

extension Draft {
    /// Lets so many bytes more be kept, beside what the draft has added by now.
    ///
    /// What is new leaves a fifth of the share to what is there and changes.
    ///
    /// - Throws: ``ClusterError/policyViolation(_:)``, which clients do not try again.
    func checkRoom(for byteCount: Int, isNew: Bool) throws(ClusterError) {
        guard memory.mayKeep(growth + byteCount, in: .metadata, isNew: isNew) else {
            throw .policyViolation(
                "The broker keeps as many topics, partitions, configs and quotas as it may "
                    + "(strom.memory.state.bytes).")
        }
    }

    /// Lets a topic be made with so many partitions; one of the brokers' own is made in any case.
    func checkRoom(
        for topic: NewTopic, partitions: Int, overrides: [String: String]
    ) throws(ClusterError) {
        guard !topic.isOwn else { return }
        let configs = ConfigResource.topic(topic.name).byteCount(of: overrides)
        try checkRoom(
            for: TopicTable.byteCount(of: topic.name, partitions: partitions) + configs,
            isNew: true)
    }

    /// So much may be set at any time for what is there; more counts as new.
    private static let smallChange = 512

    /// Lets the configs of a resource be changed.
    func checkRoom(
        for values: [String: String], of resource: ConfigResource
    ) throws(ClusterError) {
        let present = image.overrides(of: resource)
        let more = resource.byteCount(of: values) - resource.byteCount(of: present)
        let isThere = resource.kind == .topic || resource.kind == .broker || !present.isEmpty
        try checkRoom(for: more, isNew: !isThere || more > Self.smallChange)
    }
}

extension MetadataImage {
    /// About what it takes that clients can make grow, with the replicas of the partitions, in bytes.
    var byteCount: Int { topics.byteCount + configsByteCount + quotas.byteCount }
}

extension TopicTable {
    /// About what a partition takes, in bytes, most of it for its replica: a hundred thousand that
    /// were never written were seen to take 204 to 219 MiB.
    static let partitionByteCount = 2304

    /// About what a topic takes with so many partitions, in bytes.
    static func byteCount(of name: String, partitions: Int) -> Int {
        1024 + 3 * name.keptByteCount + partitions * partitionByteCount
    }
}

extension TopicImage {
    /// About what it takes with its partitions, in bytes.
    var byteCount: Int { TopicTable.byteCount(of: name, partitions: partitions.count) }
}

extension ConfigResource {
    /// About what its configs take, in bytes; nothing where there are none.
    func byteCount(of values: [String: String]) -> Int {
        guard !values.isEmpty else { return 0 }
        return values.reduce(256 + name.keptByteCount) { sum, value in
            sum + 64 + value.key.keptByteCount + value.value.keptByteCount
        }
    }
}

extension QuotaEntity {
    /// About what so many quotas of it take, in bytes; nothing where there are none.
    func byteCount(ofQuotas count: Int) -> Int {
        guard count > 0 else { return 0 }
        let names = parts.reduce(0) { $0 + ($1.name?.keptByteCount ?? 0) }
        return 320 + names + 64 * count
    }
}
