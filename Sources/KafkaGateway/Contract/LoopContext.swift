package import Cluster
package import Configuration
package import EventLoop
package import Syscalls
package import Telemetry

/// What one loop hands to the APIs that it serves; it belongs to the loop's thread.
package final class LoopContext {
    package let broker: LocalBroker
    /// The fetch sessions of all loops.
    package let sessions: FetchSessions
    /// What clients have used of their quotas, over all loops.
    package let quotas: QuotaLedger
    /// The levels of the broker's logs.
    package let levels: LogLevels
    /// Where other threads tell this loop that something it watches has moved.
    package let mailbox: Mailbox<LoopLetter>
    /// The image in force, as this loop was last told.
    package internal(set) var image: MetadataImage
    /// This broker's settings in force: what it was started with, and what was changed since.
    package private(set) var configuration: BrokerConfiguration
    /// What the loop takes of the broker's memory.
    package let memory: LoopMemory
    /// What a ``Waiting`` watches that waits for a later image.
    package let imageWatch = ImageWatch()
    /// Those to which this turn has appended, most of them once.
    private var unsettled: [Replica] = []
    /// How many appends were left to be settled, ever.
    package private(set) var appends = 0
    /// The time of this turn of the loop: what deadlines are compared with.
    package internal(set) var now: Instant
    /// The world's time at this turn: what records are stamped with.
    package internal(set) var wallTime: Timestamp

    package init(
        broker: LocalBroker, sessions: FetchSessions, quotas: QuotaLedger, levels: LogLevels,
        mailbox: Mailbox<LoopLetter>, image: MetadataImage
    ) {
        self.levels = levels
        self.broker = broker
        self.sessions = sessions
        self.quotas = quotas
        self.mailbox = mailbox
        self.image = image
        configuration = broker.configuration
        memory = LoopMemory(broker.memory, loops: Gateway.loops(of: broker.configuration))
        now = .now()
        wallTime = .now()
        if !settings(in: image).allSatisfy(\.isEmpty) { takeSettings() }
    }

    /// Has what was appended to the replica settled before anything is sent, so that all that the
    /// turn appends shares a write and a sync.
    package func settleLater(_ replica: Replica) {
        appends += 1
        guard unsettled.last !== replica else { return }
        unsettled.append(replica)
    }

    /// Whether there is something to settle.
    package var hasUnsettled: Bool { !unsettled.isEmpty }

    /// Whether so many logs may hold bytes that they are to be settled before the next request begins:
    /// what they hold is in no account of the ledger, and is 4 MiB at most, and what one request brings.
    package var mustSettle: Bool { unsettled.count >= 64 }

    /// Writes what was appended, and asks for the syncs.
    ///
    /// - Returns: false where a disk refused: what was to be answered since the last call must not be.
    package func settle() -> Bool {
        var isSettled = true
        for replica in unsettled {
            do throws(ReplicaError) {
                try replica.settle()
            } catch {
                isSettled = false
            }
        }
        unsettled.removeAll(keepingCapacity: unsettled.capacity <= 1024)
        return isSettled
    }

    /// Takes a later image into force.
    ///
    /// - Returns: whether this broker's settings are others now.
    package func take(_ later: MetadataImage) -> Bool {
        let areOthers = settings(in: later) != settings(in: image)
        image = later
        if areOthers { takeSettings() }
        return areOthers
    }

    /// What was changed for this broker, and for all, while they ran.
    private func settings(in image: MetadataImage) -> [[String: String]] {
        [image.overrides(of: .broker(broker.nodeID)), image.overrides(of: .allBrokers)]
    }

    /// Each value was checked when it was set; if together they cannot be, the old ones stay.
    private func takeSettings() {
        let layers = image.layers(
            ofBroker: broker.nodeID, given: broker.configuration.layers.given)
        let changed = try? BrokerConfiguration(layers, clusterID: broker.configuration.clusterID)
        configuration = changed ?? configuration
    }
}

/// Stands for the image among what can be watched.
package final class ImageWatch: Sendable {}
