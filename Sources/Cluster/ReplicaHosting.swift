import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Syscalls
import Telemetry

/// Keeps this broker's replicas at what the image says: opens, configures, retires.
///
/// One caller at a time: the publisher of images, or the start of the broker before it.
final class ReplicaHosting: Sendable {
    let files: OpenFiles
    let syncs: SyncQueue
    let memory: MemoryLedger
    let replicas = Replicas()
    let groups: GroupCoordinator
    let transactions: TransactionCoordinator
    /// What the broker was started with.
    let given: BrokerConfiguration
    private let known: Lock<KnownLogs>
    private let log: Log
    private let graveyard = Lock<[String]>([])
    private let time: Lock<Timestamp>

    init(
        files: OpenFiles, syncs: SyncQueue, given: BrokerConfiguration, memory: MemoryLedger,
        known: KnownLogs, log: Log, now: Timestamp
    ) throws(Errno) {
        self.files = files
        self.syncs = syncs
        self.given = given
        self.memory = memory
        groups = GroupCoordinator(settings: GroupConfiguration(given), memory: memory)
        transactions = try TransactionCoordinator(
            settings: TransactionSettings(given), memory: memory)
        self.known = Lock(known)
        self.log = log
        time = Lock(now)
    }

    private var node: Int32 { given.nodeID }

    /// What is known of the logs from before this start.
    var knownLogs: KnownLogs { known.withLock { $0 } }

    /// What the wall clock said last; new logs are opened with it.
    func tell(_ now: Timestamp) {
        time.withLock { $0 = now }
    }

    /// Brings the replicas, and the groups and transactions that go with them, to what a new image says.
    func follow(_ changes: ImageChanges, to image: MetadataImage) {
        for topic in changes.removed { retire(topic) }
        let configurations = TopicConfigurations(image, on: node, given: given)
        for id in topics(touchedBy: changes, in: image) {
            guard let topic = image.topics[id] else { continue }
            assume(topic, configurations[topic])
        }
        groups.follow(image, on: node, replicas)
        transactions.follow(image, on: node, replicas)
        groups.forget(
            topics: Set(changes.removed.map(\.name)), wallTime: time.withLock { $0 })
    }

    /// The topics to look at, in ascending order: all where a broker's configs have changed.
    private func topics(touchedBy changes: ImageChanges, in image: MetadataImage) -> [Uuid] {
        guard !changes.configs.contains(where: { $0.kind == .broker }) else {
            return image.topics.all.map(\.id).sorted()
        }
        let configured = changes.configs.compactMap { resource in
            resource.kind == .topic ? image.topics[resource.name]?.id : nil
        }
        return changes.topics.union(configured).sorted()
    }

    private func assume(_ topic: TopicImage, _ configuration: TopicConfiguration) {
        for (index, partition) in topic.partitions.enumerated()
        where partition.replicas.contains(node) {
            let replica =
                replicas.replica(of: topic.id, Int32(index))
                ?? openNew(topic, Int32(index), configuration)
            replica.assume(partition, on: node, configuration)
        }
    }

    // MARK: Opening

    /// Opens the replicas that an image gives this broker, on as many threads as `threads` says;
    /// with none, on the caller's.
    func openAll(of image: MetadataImage, threads: Int) throws(ClusterError) {
        let configurations = TopicConfigurations(image, on: node, given: given)
        var work: [OpeningWork] = []
        for topic in image.topics.all.sorted(by: { $0.id < $1.id }) {
            let configuration = configurations[topic]
            for (index, partition) in topic.partitions.enumerated()
            where partition.replicas.contains(node) {
                work.append(OpeningWork(topic, Int32(index), configuration))
            }
        }
        guard threads > 1, work.count > 1 else {
            for item in work { open(item) }
            return
        }
        do throws(Errno) {
            try open(work, threads: min(threads, work.count))
        } catch {
            throw .storage("No thread can be started: \(error)")
        }
    }

    private func open(_ work: [OpeningWork], threads: Int) throws(Errno) {
        let next = Lock(0)
        var started: [Thread] = []
        defer { for thread in started { thread.join() } }
        for number in 0..<threads {
            let thread = try Thread.start(name: "strom-load-\(number)") { [self] in
                while true {
                    let index = next.withLock { next in
                        defer { next += 1 }
                        return next
                    }
                    guard index < work.count else { return }
                    open(work[index])
                }
            }
            started.append(thread)
        }
    }

    private struct OpeningWork: Sendable {
        let topic: TopicImage
        let index: Int32
        let configuration: TopicConfiguration

        init(_ topic: TopicImage, _ index: Int32, _ configuration: TopicConfiguration) {
            self.topic = topic
            self.index = index
            self.configuration = configuration
        }
    }

    private func open(_ work: OpeningWork) {
        let partition = TopicPartition(
            topic: work.topic.name, partition: PartitionIndex(rawValue: work.index))
        let history = known.withLock { $0.history(of: partition) }
        add(
            Replica(
                opening: partition, of: work.topic.id, configuration: work.configuration,
                files: files, syncs: syncs, history: history, now: time.withLock { $0 }))
    }

    /// Opens a replica that the broker did not have when it started.
    ///
    /// What lies at its place is not its own: a log of the name that could not be moved away.
    private func openNew(
        _ topic: TopicImage, _ index: Int32, _ configuration: TopicConfiguration
    ) -> Replica {
        let partition = TopicPartition(
            topic: topic.name, partition: PartitionIndex(rawValue: index))
        do throws(Errno) {
            try setAside(partition, unlessOf: topic.id)
        } catch {
            return add(
                Replica(
                    unopened: partition, of: topic.id, configuration: configuration,
                    syncs: syncs, because: .disk(error)))
        }
        return add(
            Replica(
                opening: partition, of: topic.id, configuration: configuration, files: files,
                syncs: syncs, history: .none, now: time.withLock { $0 }))
    }

    @discardableResult
    private func add(_ replica: Replica) -> Replica {
        replicas.add(replica)
        tellTrouble(of: replica)
        return replica
    }

    /// Tells the operator, once, of a log that went out of service or cannot grow.
    func tellTrouble(of replica: Replica) {
        guard let trouble = replica.takeTrouble() else { return }
        log.error(trouble.sentence, ["partition": "\(replica.partition)"])
    }

    /// Tells the operator of a log whose groups or transactions cannot be coordinated, or can be again.
    func tell(_ news: LoadNews) {
        let partition = "\(news.replica.partition)"
        if let failure = news.failure {
            log.error(
                "what a partition coordinates cannot be loaded: \(failure)",
                ["partition": partition])
        } else {
            log.info(
                "what a partition coordinates could be loaded again", ["partition": partition])
        }
    }

    /// Tells the operator of a partition that does not let a coordinator end a transaction there.
    ///
    /// A newer producer has ended what was before it; after a newer coordinator the transaction may stay open
    /// for ever, and hold up readers of committed records.
    func tell(_ refusal: MarkerRefusal) {
        let fields: KeyValuePairs = [
            "partition": "\(refusal.order.partition)",
            "transactionalId": refusal.transactionalID,
            "producer": "\(refusal.order.producer.id.rawValue)",
        ]
        if case .staleCoordinator(let current, let found) = refusal.reason {
            log.warning(
                "a transaction cannot be ended in a partition, which knows a coordinator of epoch \(current), "
                    + "and this one is of epoch \(found); strom txn producers shows whether it is open there",
                fields)
        } else {
            log.info(
                "a transaction need not be ended in a partition, which knows its producer in a newer epoch",
                fields)
        }
    }

    // MARK: Directories of others

    /// Sorts out the directories before logs are opened: what was deleted is removed with the
    /// first round of upkeep, and what belongs to no topic of the image is set aside.
    ///
    /// It is not removed: it may be of a cluster whose metadata is elsewhere.
    func sortOut(against image: MetadataImage) throws(ClusterError) {
        do throws(Errno) {
            for entry in try files.disk.list("") where entry.isDirectory {
                try sortOut(entry.name, against: image)
            }
        } catch {
            throw .storage("The data directory cannot be read: \(error)")
        }
    }

    private func sortOut(_ name: String, against image: MetadataImage) throws(Errno) {
        if name.hasSuffix("-delete") { return bury(name) }
        guard let partition = TopicPartition(directoryName: name),
            partition != QuorumOfOne.partition
        else { return }
        let topic = image.topics[partition.topic]
        let isHere = topic?.partition(partition.partition.rawValue)?.replicas.contains(node)
        try setAside(partition, unlessOf: isHere == true ? topic?.id : nil)
    }

    /// Renames the directory of a partition, if there is one, unless it belongs to the topic.
    ///
    /// One that does not say whose it is belongs to whoever has the name.
    private func setAside(_ partition: TopicPartition, unlessOf topic: Uuid?) throws(Errno) {
        let name = partition.description
        let id = try PartitionMetadata.load(from: name, on: files.disk)?.topicID
        guard topic == nil || id != nil && id != topic else { return }
        let stray = Self.stray(of: name, topic: id ?? .zero)
        try files.disk.rename(name, to: stray)
        try files.disk.syncDirectory("")
        known.withLock { $0.forget(partition) }
        log.warning("a directory of no topic is set aside", ["directory": name, "now": stray])
    }

    // MARK: Retiring

    /// Takes a deleted topic's replicas out of service, and their directories out of the way.
    private func retire(_ topic: TopicImage) {
        for replica in replicas.remove(topic: topic.id) {
            replica.retire()
            let directory = replica.partition.description
            let grave = Self.grave(of: directory, topic: topic.id)
            do throws(Errno) {
                try files.disk.rename(directory, to: grave)
                try files.disk.syncDirectory("")
                graveyard.withLock { $0.append(grave) }
            } catch .noSuchFile {
                continue
            } catch {
                log.error(
                    "the directory of a deleted topic cannot be moved away",
                    ["directory": directory, "reason": "\(error)"])
            }
        }
    }

    /// Where a directory lies between its topic's deletion and its removal, as Kafka names it.
    static func grave(of directory: String, topic: Uuid) -> String {
        renamed(directory, ".\(topic)-delete")
    }

    /// Where a directory lies that belongs to no topic, as Kafka names it.
    static func stray(of directory: String, topic: Uuid) -> String {
        renamed(directory, ".\(topic)-stray")
    }

    private static func renamed(_ directory: String, _ suffix: String) -> String {
        directory.prefix(255 - suffix.utf8.count) + suffix
    }

    /// Has a directory that was left behind removed with the next round of upkeep.
    func bury(_ directory: String) {
        graveyard.withLock { $0.append(directory) }
    }

    /// Whether there is anything to remove.
    var hasRetired: Bool { graveyard.withLock { !$0.isEmpty } }

    /// Removes what was retired.
    func removeRetired() {
        let graves = graveyard.withLock { graves in
            defer { graves = [] }
            return graves
        }
        for grave in graves {
            do throws(Errno) {
                try files.disk.removeTree(grave)
            } catch {
                bury(grave)
            }
        }
    }
}

/// The configuration of each topic of an image on a broker.
///
/// Most topics set nothing of their own; what holds for them is resolved once.
struct TopicConfigurations {
    private let image: MetadataImage
    private let layers: BrokerLayers
    private let common: TopicConfiguration

    init(_ image: MetadataImage, on node: Int32, given: BrokerConfiguration) {
        self.image = image
        layers = image.layers(ofBroker: node, given: given.layers.given)
        common = TopicConfiguration(overrides: [:], broker: layers)
    }

    /// What holds for a topic; the brokers' own topics are always synced.
    subscript(topic: TopicImage) -> TopicConfiguration {
        let overrides = image.overrides(of: .topic(topic.name))
        var configuration =
            overrides.isEmpty
            ? common : TopicConfiguration(overrides: overrides, broker: layers)
        if topic.isInternal { configuration.durability = .sync }
        return configuration
    }
}
