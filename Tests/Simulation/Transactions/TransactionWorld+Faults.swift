internal import Bytes
internal import Cluster
internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// What befalls the broker.
extension TransactionWorld {
    // MARK: What goes on in it

    func sync() {
        note("sync")
        broker.syncs.runRound()
    }

    func tick() {
        note("tick")
        broker.tick(now: instant, wallTime: now)
    }

    func compact() {
        let isCompacted = broker.compact(now: now)
        note(isCompacted ? "a log is compacted" : "no log is compacted")
    }

    /// So much time that transactions run into their timeouts.
    func passTime() {
        wall += Int64(random.pick([1_000, 4_000, 15_000]))
        note("it is \(wall)")
    }

    // MARK: Refusals

    func beginFaults() {
        isFaulty = true
        let chance = random.pick([0.1, 0.5, 1])
        switch random.number(in: 0..<3) {
        case 0:
            refuseWrites(20, chance: chance)
        case 1:
            refuseFiles(chance: chance)
        default:
            refuseSync(chance: chance)
        }
    }

    /// A broker with a log that is out of service is started anew, mostly upon the same page cache.
    func lookAfterDisk() {
        if random.happens(0.05) { heal() }
        let all = Self.partitions + [Self.offsets, Self.states]
        let isWell = all.allSatisfy { (try? replica($0).status.isOnline) == true }
        guard !isWell || broker.failure != nil, !disk.isDown else { return }
        disk.crash(disk.hasFailedSync && random.happens(0.3) ? .powerLoss : .kill)
    }

    private func heal() {
        note("the disk is well again")
        isFaulty = false
        disk.heal()
    }

    // MARK: Crashes

    /// Starts the broker after the machine has stopped, which may stop once more meanwhile.
    func restart() throws {
        note("\(disk.lastCrash)")
        jobs = []
        var attempts = 0
        while true {
            disk.restart()
            disk.heal()
            isFaulty = false
            if attempts < 3 { armCrashOfStart(powerLoss: 0.5, within: 60) }
            attempts += 1
            do {
                broker = try Self.start(disk, configuration, random.next(), wall)
                // Loads transactions and groups.
                broker.tick(now: instant, wallTime: now)
            } catch {
                guard disk.isDown else {
                    throw Breach("ST1", "the broker cannot start after a crash: \(error)")
                }
            }
            guard disk.isDown else { break }
            note("\(disk.lastCrash) while it starts")
        }
        disk.disarm()
        note("started")
        for partition in Self.partitions + [Self.offsets] { try checkIsOnline(partition) }
        try readAgain()
    }

    private func checkIsOnline(_ partition: TopicPartition) throws {
        let status = try replica(partition).status
        try hold("ST2", status.isOnline && status.isLeader, "\(partition) is not served")
    }

    static func start(
        _ disk: SimulatedDisk, _ configuration: BrokerConfiguration, _ seed: UInt64, _ wall: Int64
    ) throws -> LocalBroker {
        try LocalBroker.start(
            Premises(
                disk: disk, clusterID: "4L6g3nShT-eMCtK--X86sw",
                directoryID: Uuid(high: 7, low: 7), wasStoppedClean: false,
                endpoints: [
                    Endpoint(name: "PLAINTEXT", host: "", port: 9092, securityProtocol: 0)
                ]),
            configuration: configuration, random: SeededGenerator(seed: seed),
            now: Timestamp(rawValue: wall), threads: false)
    }

    // MARK: The end

    /// Has the time of all transactions run out, then all that is late arrive, and once more.
    func comeToRest() throws {
        note("the end")
        disk.disarm()
        heal()
        try settle()
        while !network.messages.isEmpty || !jobs.isEmpty {
            while let (message, _) = network.messages.popLast() { arrive(message) }
            let ready = jobs.filter { $0.isReady(at: wall) }
            jobs.removeAll { $0.isReady(at: wall) }
            for job in ready { job.goOn() }
            wall += 10_000
            while broker.syncs.runRound() {}
        }
        try settle()
        try checkEnd()
    }

    private func settle() throws {
        for _ in 0..<40 {
            wall += 2_000
            broker.tick(now: instant, wallTime: now)
            while broker.syncs.runRound() {}
            broker.transactions.drive(with: broker.courier, now: now)
            while broker.syncs.runRound() {}
        }
    }
}
