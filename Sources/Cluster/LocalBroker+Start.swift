package import Bytes
package import Configuration
import KafkaProtocol
package import LogEngine
package import Syscalls
package import Telemetry

/// What a broker finds when it starts.
package struct Premises: Sendable {
    /// The root of the data directory.
    package var disk: any Disk
    package var clusterID: String
    /// The data directory's identifier, as `meta.properties` has it.
    package var directoryID: Uuid
    /// Whether the broker before was stopped in order.
    package var wasStoppedClean: Bool
    /// Where the broker can be reached by now.
    package var endpoints: [Endpoint]
    /// How many files of logs may be open at a time.
    package var openFiles: Int
    /// Bytes of the machine's memory; 0 where they are not known.
    package var memory: Int
    /// Files of the start that are written and not in their places; the broker puts them there
    /// before it takes part.
    package var replacements: Replacements
    /// Where an operator is told what went wrong.
    package var log: Log

    package init(
        disk: any Disk, clusterID: String, directoryID: Uuid, wasStoppedClean: Bool,
        endpoints: [Endpoint], openFiles: Int = 1024, memory: Int = 0,
        replacements: Replacements? = nil, log: Log = Logs.silent
    ) {
        self.disk = disk
        self.clusterID = clusterID
        self.directoryID = directoryID
        self.wasStoppedClean = wasStoppedClean
        self.endpoints = endpoints
        self.openFiles = openFiles
        self.memory = memory
        self.replacements = replacements ?? Replacements(on: disk)
        self.log = log
    }
}

extension LocalBroker {
    /// Starts a broker on what lies on the disk; it leads its partitions on return.
    ///
    /// Each start is a new life: a registration with a new incarnation, a new broker epoch, and two
    /// new leader epochs for each partition (log-format.md, *Epochs*).
    ///
    /// With `threads`, logs are opened and synced by threads of the broker's own. Without, all
    /// happens on the caller's, and whoever runs the broker runs ``syncs`` too.
    package static func start(
        _ premises: Premises, configuration: BrokerConfiguration,
        random: any RandomNumberGenerator & Sendable, now: Timestamp, threads: Bool
    ) throws(ClusterError) -> LocalBroker {
        var random = random
        var replacements = premises.replacements
        let incarnation = Uuid.random(using: &random)
        let hosting = try hosting(premises, configuration, now: now)
        let opened = try QuorumOfOne.open(
            clusterID: premises.clusterID, node: configuration.nodeID,
            configuration: configuration, in: hosting.files, known: hosting.knownLogs,
            syncs: hosting.syncs, adding: &replacements, now: now)
        try hosting.sortOut(against: opened.image)
        try hosting.openAll(
            of: opened.image, threads: threads ? configuration.numRecoveryThreadsPerDataDir : 0)

        let publisher = MetadataPublisher(
            quorum: opened.quorum, hosting: hosting, image: opened.image, next: opened.next)
        opened.quorum.observe(with: publisher)
        let controller = Controller(
            quorum: opened.quorum, image: opened.image, configuration: configuration,
            memory: hosting.memory, random: random)
        let registration = try controller.register(
            Registration(
                id: configuration.nodeID, incarnation: incarnation,
                endpoints: premises.endpoints, rack: configuration.rack,
                directories: [premises.directoryID]),
            now: now)
        let broker = LocalBroker(
            Parts(
                configuration: configuration, clusterID: premises.clusterID,
                epoch: registration.value, controller: controller, quorum: opened.quorum,
                publisher: publisher, hosting: hosting))
        try broker.takePart(placing: &replacements, now: now, threads: threads)
        return broker
    }

    private static func hosting(
        _ premises: Premises, _ configuration: BrokerConfiguration, now: Timestamp
    ) throws(ClusterError) -> ReplicaHosting {
        do throws(Errno) {
            return try ReplicaHosting(
                files: OpenFiles(on: premises.disk, limit: premises.openFiles),
                syncs: SyncQueue(disk: premises.disk),
                given: configuration, memory: MemoryLedger(configuration, of: premises.memory),
                known: try KnownLogs(isClean: premises.wasStoppedClean, from: premises.disk),
                log: premises.log, now: now)
        } catch {
            throw .storage("The data directory cannot be read: \(error)")
        }
    }

    /// Unfences the broker, and waits until that is in force.
    ///
    /// The files of the start are synced first, and then, with their new names, the metadata log.
    private func takePart(
        placing replacements: inout Replacements, now: Timestamp, threads: Bool
    ) throws(ClusterError) {
        askForProducerIDs(now: now)
        let unfenced = try controller.unfence(nodeID, epoch: epoch, now: now)
        do throws(Errno) {
            quorum.replica.noteNames(in: try replacements.rename())
        } catch {
            throw .storage("The data directory cannot be written: \(error)")
        }
        syncs.runRound()
        if let failure { throw failure }
        guard image.offset >= unfenced.offset else {
            throw .storage("The metadata log cannot be made durable")
        }
        guard threads else { return }
        do throws(Errno) {
            try syncs.start(threads: configuration.syncThreads)
        } catch {
            throw .storage("No thread can be started: \(error)")
        }
    }
}

extension MemoryLedger {
    /// What the settings make of a machine with so many bytes of memory; 0 where they are not known.
    fileprivate convenience init(_ configuration: BrokerConfiguration, of machine: Int) {
        let state = configuration.memoryStateBytes
        self.init(
            ceiling: Int(clamping: configuration.memoryBytes),
            inFlight: Int(clamping: configuration.queuedMaxRequestBytes),
            state: state < 0 ? machine / 8 : Int(clamping: state))
    }
}
