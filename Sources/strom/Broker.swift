import Admin
import Bytes
import Cluster
import Configuration
import EventLoop
import KafkaGateway
import LogEngine
import Syscalls
import Telemetry

/// The broker of this process, from what it is told to what it serves.
///
/// Read it top to bottom: it is wired here once, and everything is handed down from here.
struct Broker {
    private let lock: DirectoryLock
    private let directory: LogDirectory
    private let broker: LocalBroker
    private let gateway: Gateway
    private let listeners: [BoundListener]
    private let admin: AdminServer?
    private let upkeep: Thread
    private let driver: Thread
    private let cleaners: [Thread]
    private let log: Log

    /// Opens the data directory, binds the listeners, brings back what lies on the disk, and
    /// serves.
    init(_ startup: Startup) throws(Failure) {
        let configuration = startup.configuration
        let path = configuration.dataDirectories[0]
        log = startup.logs.log("broker")
        for warning in startup.warnings { log.warning(warning) }

        var random = SystemRandomNumberGenerator()
        lock = try Self.locked(path)
        let disk = PosixDisk(root: path)
        var files = Replacements(on: disk)
        directory = try Self.opened(disk, configuration, random: &random, adding: &files)
        listeners = try configuration.listeners.map { endpoint throws(Failure) in
            try Self.bound(endpoint, configuration)
        }
        let adminListener = try Self.adminListener(configuration)
        broker = try Self.started(directory, files, configuration, listeners, log)
        let gateway = try Self.gateway(broker, configuration, listeners, startup.logs)
        upkeep = try Self.upkeep(of: broker, log)
        driver = try Self.driver(of: broker)
        cleaners = try Self.cleaners(of: broker)
        try Self.starting { () throws(Errno) in try gateway.start() }
        self.gateway = gateway
        let pages = AdminPages(broker, gateway, disk, version: Version.number)
        admin = try adminListener.map { listener throws(Failure) in
            try Self.admin(on: listener, pages)
        }
    }

    /// Tells whoever started it that it serves: one line on standard output, and systemd.
    func announce() {
        let line =
            "strom ready kafka=\(listeners[0].address) node=\(broker.nodeID) "
            + "cluster=\(broker.clusterID)\(admin.map { " admin=\($0.address)" } ?? "")\n"
        // Who does not want to read it may close it.
        try? StandardStream.output.write(line)
        Process.notifySupervisor("READY=1")
        log.info(
            "serving",
            [
                "version": Version.number, "node": "\(broker.nodeID)",
                "cluster": broker.clusterID,
                "kafka": listeners.map { "\($0.address)" }.joined(separator: ","),
                "stoppedClean": "\(directory.wasStoppedClean)",
            ])
    }

    /// Serves until a signal, then stops in order.
    ///
    /// A second signal ends the process at once.
    func serve(until signals: consuming Signals) {
        let signal = (try? signals.wait()) ?? nil
        Process.notifySupervisor("STOPPING=1")
        log.info("stopping", ["signal": "\(signal ?? 0)"])
        Signals.endAtNext()
        admin?.stop()
        gateway.stop()
        gateway.join()
        broker.endUpkeep()
        broker.endCompaction()
        upkeep.join()
        driver.join()
        for cleaner in cleaners { cleaner.join() }
        if broker.stop() {
            do {
                try directory.markClean(brokerEpoch: broker.epoch)
            } catch {
                log.error("the clean marker was not written", ["reason": "\(error)"])
            }
        }
        log.info("stopped")
    }
}

// MARK: - The steps of the start

extension Broker {
    private static func locked(_ path: String) throws(Failure) -> DirectoryLock {
        do {
            return try DirectoryLock.take(path)
        } catch {
            throw Failure(error, path)
        }
    }

    private static func opened(
        _ disk: PosixDisk, _ configuration: BrokerConfiguration,
        random: inout SystemRandomNumberGenerator, adding files: inout Replacements
    ) throws(Failure) -> LogDirectory {
        do {
            return try LogDirectory(
                on: disk, nodeID: configuration.nodeID,
                clusterID: configuration.clusterID, random: &random, adding: &files)
        } catch {
            throw Failure(error, disk.root)
        }
    }

    private static func bound(
        _ endpoint: ListenerEndpoint, _ configuration: BrokerConfiguration
    ) throws(Failure) -> BoundListener {
        do {
            return try BoundListener(endpoint, SocketOptions(configuration))
        } catch {
            throw Failure(
                error.description,
                advice: error.reason == .refused(.addressInUse)
                    ? "--port PORT takes another one, --port 0 a free one." : nil)
        }
    }

    private static func started(
        _ directory: LogDirectory, _ files: Replacements, _ configuration: BrokerConfiguration,
        _ listeners: [BoundListener], _ log: Log
    ) throws(Failure) -> LocalBroker {
        do {
            return try LocalBroker.start(
                Premises(
                    disk: directory.disk, clusterID: directory.properties.clusterID,
                    directoryID: directory.properties.directoryID,
                    wasStoppedClean: directory.wasStoppedClean,
                    endpoints: endpoints(configuration, listeners),
                    // The rest is for sockets: see ConnectionLimits.
                    openFiles: max(min(Machine.raiseOpenFiles() / 2, 1024) - 128, 32),
                    memory: Machine.memory, replacements: files, log: log),
                configuration: configuration, random: SystemRandomNumberGenerator(),
                now: .now(), threads: true)
        } catch {
            throw Failure("the broker cannot start: \(error.message)")
        }
    }

    /// What clients are told: what is advertised; for a listener that is not, nothing but its port,
    /// and each client the address by which it came.
    private static func endpoints(
        _ configuration: BrokerConfiguration, _ listeners: [BoundListener]
    ) -> [Endpoint] {
        listeners.map { listener in
            let advertised = configuration.advertisedListeners?.first {
                $0.name == listener.name
            }
            let port = advertised?.port ?? 0
            return Endpoint(
                name: listener.name, host: advertised?.host ?? "",
                port: port == 0 ? listener.address.port : port, securityProtocol: 0)
        }
    }

    private static func gateway(
        _ broker: LocalBroker, _ configuration: BrokerConfiguration, _ listeners: [BoundListener],
        _ logs: Logs
    ) throws(Failure) -> Gateway {
        let sessions = FetchSessions(
            configuration, memory: broker.memory, random: SystemRandomNumberGenerator())
        let quotas = QuotaLedger(configuration)
        return try starting { () throws(Errno) in
            try Gateway(
                .answered, configuration: configuration, memory: broker.memory,
                isMetered: configuration.adminListener != nil, listeners: listeners,
                log: logs.log("network")
            ) { mailbox in
                LoopContext(
                    broker: broker, sessions: sessions, quotas: quotas, levels: logs.levels,
                    mailbox: mailbox, image: broker.enlist(mailbox))
            }
        }
    }

    /// Binds the listener of metrics and health, and loads what serves there.
    private static func adminListener(
        _ configuration: BrokerConfiguration
    ) throws(Failure) -> BoundListener? {
        guard let endpoint = configuration.adminListener else { return nil }
        do {
            try HttpServer.load()
        } catch {
            throw Failure(
                "metrics cannot be served: \(error.reason)",
                advice:
                    "Debian has it as libmicrohttpd12. Without strom.admin.listener it is not needed."
            )
        }
        return try bound(endpoint, configuration)
    }

    private static func admin(
        on listener: BoundListener, _ pages: AdminPages
    ) throws(Failure) -> AdminServer {
        do {
            return try AdminServer(on: listener) { method, path in
                pages.answer(method, path, now: .now())
            }
        } catch {
            throw Failure(
                "metrics cannot be served at \(listener.address): \(error.reason)")
        }
    }

    /// Does what is due now and then, until the broker stops.
    private static func upkeep(of broker: LocalBroker, _ log: Log) throws(Failure) -> Thread {
        try starting { () throws(Errno) in
            try Thread.start(name: "strom-upkeep") {
                var hasSettled = false
                while broker.waitForUpkeep(now: .now()) {
                    if !hasSettled { Machine.forgetCode() }
                    hasSettled = true
                    broker.tick(now: .now(), wallTime: .now())
                    guard let failure = broker.failure else { continue }
                    // Nothing that was acknowledged is lost, and nothing more can be decided.
                    log.error("the broker ends", ["reason": failure.message])
                    Process.end(1)
                }
            }
        }
    }

    /// Ends transactions that are decided, until the broker stops.
    private static func driver(of broker: LocalBroker) throws(Failure) -> Thread {
        try starting { () throws(Errno) in
            try Thread.start(name: "strom-txn") {
                while broker.waitForTransactions() { broker.driveTransactions(now: .now()) }
            }
        }
    }

    /// Compacts logs until the broker stops; how many threads there are is decided here, the rest
    /// may change meanwhile.
    private static func cleaners(of broker: LocalBroker) throws(Failure) -> [Thread] {
        let settings = broker.cleaner
        guard settings.isEnabled else { return [] }
        var threads: [Thread] = []
        for number in 0..<settings.threads {
            let cleaner = try starting { () throws(Errno) in
                try Thread.start(name: "strom-clean-\(number)") {
                    repeat {
                        let pace = Pace(bytesPerSecond: broker.cleaner.bytesPerSecond)
                        while broker.compact(now: .now(), progress: { pace.count($0) }) {}
                    } while broker.waitForCompaction(milliseconds: broker.cleaner.backoffMs)
                }
            }
            threads.append(cleaner)
        }
        return threads
    }

    private static func starting<Result: ~Copyable>(
        _ body: () throws(Errno) -> Result
    ) throws(Failure) -> Result {
        do {
            return try body()
        } catch {
            throw Failure("the broker cannot start: \(error)")
        }
    }
}

extension Failure {
    /// Why the data directory cannot be used.
    fileprivate init(_ error: DirectoryError, _ path: String) {
        switch error {
        case .inUse:
            self.init(
                "the data directory \(path) is in use by another broker",
                advice: "Stop that one, or take another directory with --data-dir.")
        case .disk(let errno):
            self.init(
                "the data directory \(path) cannot be used: \(errno)",
                advice: "It must be a directory that this user may write; --data-dir takes another."
            )
        case .newerFormat(let format):
            self.init(
                "the data directory \(path) was written by a newer version (format \(format))",
                advice: "This is strom \(Version.number); run a newer one.")
        case .otherCluster(let found, let expected):
            self.init(
                "the data directory \(path) belongs to the cluster \(found), not to \(expected)",
                advice: "CLUSTER_ID names the cluster; --data-dir takes another directory.")
        case .otherNode(let found, let expected):
            self.init(
                "the data directory \(path) belongs to node \(found), not to node \(expected)",
                advice: "node.id names the node; --data-dir takes another directory.")
        case .damaged(let file):
            self.init("the file \(file) in the data directory \(path) cannot be read")
        }
    }
}
