package import Configuration
import KafkaProtocol
import LogEngine
package import Syscalls
import Telemetry

/// Which logs are being compacted.
struct Cleaning {
    var isStopping = false
    /// Replicas that a thread is at.
    var busy: Set<ObjectIdentifier> = []
    /// Whether a log is compacted further than the checkpoint says.
    var hasNews = false
}

extension LocalBroker {
    /// How compaction runs now.
    package var cleaner: CleanerConfiguration {
        CleanerConfiguration(image.layers(ofBroker: nodeID, given: configuration.layers.given))
    }

    /// Compacts the log that needs it most.
    ///
    /// Threads that compact call it, and a simulation. `progress` is told of bytes that were read
    /// or written, and may wait.
    ///
    /// - Returns: false where no log needs it.
    package func compact(now: Timestamp, progress: @escaping (Int) -> Void = { _ in }) -> Bool {
        guard let replica = takeDirtiest(now: now) else { return false }
        defer { cleaning.withLock { _ = $0.busy.remove(ObjectIdentifier(replica)) } }
        let cleaner = cleaner
        let tableBytes = min(cleaner.tableBytes, memory.ceiling / 8)
        let limits = CompactionLimits(
            tableBytes: tableBytes / max(1, cleaner.threads), tableLoad: cleaner.tableLoad,
            memory: memory)
        let isCleaned = replica.compact(now: now, within: limits) { [cleaning] bytes in
            progress(bytes)
            return !cleaning.withLock { $0.isStopping }
        }
        if isCleaned { cleaning.withLock { $0.hasNews = true } }
        return isCleaned
    }

    /// Waits until it is time to look again.
    ///
    /// - Returns: false once the broker stops.
    package func waitForCompaction(milliseconds: Int64) -> Bool {
        let stopping = cleaning.wait(milliseconds: milliseconds) { cleaning -> Bool? in
            cleaning.isStopping ? true : nil
        }
        return stopping != true
    }

    /// Has compaction end; ``waitForCompaction(milliseconds:)`` says so.
    package func endCompaction() {
        cleaning.withLock { $0.isStopping = true }
        cleaning.wakeAll()
    }

    private func takeDirtiest(now: Timestamp) -> Replica? {
        var dirtiest: (replica: Replica, ratio: Double)?
        for replica in replicas.inUse {
            guard let dirtiness = replica.dirtiness(now: now), dirtiness.isDue,
                dirtiness.ratio > dirtiest?.ratio ?? -1,
                !cleaning.withLock({ $0.busy.contains(ObjectIdentifier(replica)) })
            else { continue }
            dirtiest = (replica, dirtiness.ratio)
        }
        guard let replica = dirtiest?.replica else { return nil }
        let isMine = cleaning.withLock { $0.busy.insert(ObjectIdentifier(replica)).inserted }
        return isMine ? replica : nil
    }

    /// Writes down how far the logs are compacted, where that has changed, or `always`.
    ///
    /// Until then a restart compacts again what was compacted, which does no harm.
    ///
    /// - Returns: whether the disk took it.
    @discardableResult
    func storeCleanedOffsets(always: Bool = false) -> Bool {
        let hasNews = cleaning.withLock { cleaning in
            defer { cleaning.hasNews = false }
            return cleaning.hasNews
        }
        guard hasNews || always else { return true }
        var checkpoint = OffsetCheckpoint()
        for replica in replicas.inUse {
            if let offset = replica.cleanedTo { checkpoint.offsets[replica.partition] = offset }
        }
        do throws(Errno) {
            try checkpoint.store(.cleaner, on: hosting.files.disk)
            return true
        } catch {
            cleaning.withLock { $0.hasNews = true }
            return false
        }
    }
}
