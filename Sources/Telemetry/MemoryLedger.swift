internal import Synchronization
package import Syscalls

/// The memory that clients can make a broker take, by account, and what bounds it: `strom.memory.bytes`.
///
/// Half of the ceiling is for requests and replies in flight. While it is used up, sockets are not
/// read. Large requests are entered piece by piece, with the bytes that have come, and up to four
/// fifths of it, so that small ones pass by. Where all wait for memory, one at a time has precedence
/// and passes beyond, by one largest request in all; so somebody is finished, and who only announces a
/// large request keeps nobody waiting.
///
/// Work that takes much for a moment (a request with very many parts, a batch that expands far) is
/// done one at a time, over all threads: see ``beginLarge()``.
///
/// What clients leave behind has a ceiling of its own, `strom.memory.state.bytes`: see
/// ``mayKeep(_:in:isNew:)``.
package final class MemoryLedger: Sendable {
    /// What the broker was given: `strom.memory.bytes`.
    package let ceiling: Int
    /// So many bytes in flight there may be; then sockets are not read.
    package let limit: Int
    /// What clients may leave behind: `strom.memory.state.bytes`.
    package let stateCeiling: Int
    private let used = Atomic(0)
    private let accounts: [Account]
    private let precedence = Lock<(holder: ObjectIdentifier, renewed: Instant)?>(nil)
    private let isLargeTaken = Monitor(false)

    private final class Account: Sendable {
        let byteCount = Atomic(0)
        /// Of these, what was found at a start.
        let loaded = Atomic(0)
    }

    /// Who has precedence and has taken nothing for so long may lose it.
    private static let patienceMs: Int64 = 1000

    /// A ledger of so many bytes.
    ///
    /// - Parameters:
    ///   - ceiling: `strom.memory.bytes`.
    ///   - inFlight: `queued.max.request.bytes`, which counts where it is less than half of the
    ///     ceiling; less than 1 is not given.
    ///   - state: `strom.memory.state.bytes`; less than 1 for as much as the ceiling.
    package init(ceiling: Int, inFlight: Int = 0, state: Int = 0) {
        self.ceiling = ceiling
        stateCeiling = state > 0 ? state : ceiling
        limit = inFlight > 0 ? min(inFlight, ceiling / 2) : ceiling / 2
        accounts = MemoryAccount.allCases.map { _ in Account() }
    }

    /// The largest request that is taken, however large the settings let one be.
    package var largestRequest: Int { ceiling / 4 }

    /// Bytes in flight.
    package var inUse: Int {
        used.load(ordering: .relaxed)
    }

    /// Whether nothing more may come in from who holds something already.
    package var isFull: Bool {
        inUse >= limit
    }

    /// Whether nothing at all may come in.
    ///
    /// Between the limit and here small requests pass of those who hold nothing: beside a large one
    /// that has precedence, and beside clients that do not read their answers.
    package var isExhausted: Bool {
        inUse >= limit + largestRequest
    }

    /// Whether so much waits to be sent that nobody is served before his last answer has gone.
    package var isCrowded: Bool {
        inUse >= limit / 2
    }

    /// What an account holds.
    package subscript(account: MemoryAccount) -> Int {
        accounts[account.rawValue].byteCount.load(ordering: .relaxed)
    }

    /// Enters bytes that are there already (or takes out so many, where negative).
    package func enter(_ byteCount: Int, in account: MemoryAccount) {
        guard byteCount != 0 else { return }
        accounts[account.rawValue].byteCount.add(byteCount, ordering: .relaxed)
        if account.isInFlight { used.add(byteCount, ordering: .relaxed) }
    }
}

// MARK: - Large requests come in

extension MemoryLedger {
    /// What those who have, or had, precedence may fill: beyond it a tenth of the limit is left to small
    /// requests.
    private var mostWithPrecedence: Int { limit - limit / 10 + largestRequest }

    /// Enters bytes of a large request, where they fit or the holder has precedence.
    ///
    /// Who has it waits where others that had it, and send no more, hold what is beyond the limit: else
    /// each of them would take one largest request.
    package func admit(_ byteCount: Int, for holder: ObjectIdentifier, now: Instant) -> Bool {
        let after = used.add(byteCount, ordering: .relaxed).newValue
        let isLarge = after > limit - limit / 5
        guard isLarge, after > mostWithPrecedence || !takePrecedence(holder, now: now) else {
            accounts[MemoryAccount.requests.rawValue].byteCount.add(byteCount, ordering: .relaxed)
            return true
        }
        used.subtract(byteCount, ordering: .relaxed)
        return false
    }

    /// Lets somebody else have precedence, where the holder had it.
    package func yieldPrecedence(of holder: ObjectIdentifier) {
        precedence.withLock { precedence in
            if precedence?.holder == holder { precedence = nil }
        }
    }

    private func takePrecedence(_ holder: ObjectIdentifier, now: Instant) -> Bool {
        precedence.withLock { precedence in
            if let current = precedence, current.holder != holder,
                now.milliseconds(since: current.renewed) < Self.patienceMs
            {
                return false
            }
            precedence = (holder, now)
            return true
        }
    }
}

// MARK: - Large work

extension MemoryLedger {
    /// Whether an answer of so many bytes may be made now: large ones leave room for the small.
    package func hasRoom(forReplyOf byteCount: Int) -> Bool {
        inUse <= limit / 5 * 4 - min(byteCount, limit / 5 * 3)
    }

    /// Begins work that takes much memory, where nobody else is at such.
    package func beginLarge() -> Bool {
        isLargeTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    /// Begins work that takes much memory, once nobody else is at such.
    ///
    /// Who has begun waits for nobody before ``endLarge()``, so it is not long.
    package func awaitLarge() {
        isLargeTaken.wait { isTaken -> Void? in
            guard !isTaken else { return nil }
            isTaken = true
            return ()
        }
    }

    /// The work is done, and its memory given back.
    package func endLarge() {
        isLargeTaken.withLock { $0 = false }
        isLargeTaken.wakeOne()
    }
}

// MARK: - What stays

extension MemoryLedger {
    /// Notes that so many of the bytes that were entered in an account lay in the log when it was
    /// read (or that what was read is gone, where negative).
    ///
    /// The account takes them, and a fifth more, however small its share is: who has left them behind
    /// goes on as before when the machine is another or the ceiling was lowered.
    package func noteLoaded(_ byteCount: Int, in account: MemoryAccount) {
        accounts[account.rawValue].loaded.add(byteCount, ordering: .relaxed)
    }

    /// The most that an account may hold of what clients leave behind, in bytes; nil for one that has
    /// no share of it.
    package func most(in account: MemoryAccount) -> Int? {
        guard let share = account.shareOfState else { return nil }
        let loaded = accounts[account.rawValue].loaded.load(ordering: .relaxed)
        return max(stateCeiling / share, loaded + loaded / 5)
    }

    /// Whether so many bytes more may be left behind in an account that has a share of the state.
    ///
    /// What is new may fill four fifths of the share. The rest is for what is there already and grows,
    /// so that who was first goes on undisturbed when others fill it. Less than 1 always may.
    package func mayKeep(_ byteCount: Int, in account: MemoryAccount, isNew: Bool) -> Bool {
        guard byteCount > 0, let most = most(in: account) else { return true }
        return self[account] + byteCount <= (isNew ? most / 5 * 4 : most)
    }
}
