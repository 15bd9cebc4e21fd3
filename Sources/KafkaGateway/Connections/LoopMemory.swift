package import Telemetry

/// What one loop has entered in the ledger, and what the request takes that it is at.
///
/// What connections hold changes with every request, and mostly by little: it is gathered here, and
/// entered when it has become much. It belongs to the loop's thread.
package final class LoopMemory {
    let ledger: MemoryLedger
    /// What any request may take for itself while it is begun; more than that, one at a time.
    let allowance: Int
    /// What has changed and is not entered yet, by account.
    private var drift = Array(repeating: 0, count: MemoryAccount.allCases.count)
    /// So much is entered at once.
    private let step: Int

    // Of the request at work.

    /// Bytes entered for it, where it is large.
    private var work = 0
    private var expanded = 0
    private var isLarge = false
    private var isPutOff = false

    /// The part of one of so many loops.
    package init(_ ledger: MemoryLedger, loops: Int) {
        self.ledger = ledger
        allowance = max(ledger.ceiling / 16 / max(loops, 1), 64 << 10)
        step = min(ledger.ceiling / 4096 / max(loops, 1), 16 << 10)
    }

    /// Enters bytes that a connection holds (or takes out so many, where negative).
    func enter(_ byteCount: Int, in account: MemoryAccount) {
        let index = account.rawValue
        let sum = drift[index] + byteCount
        guard sum.magnitude >= step else {
            drift[index] = sum
            return
        }
        drift[index] = 0
        ledger.enter(sum, in: account)
    }

    /// Enters what has gathered.
    func settle() {
        for account in MemoryAccount.allCases {
            ledger.enter(drift[account.rawValue], in: account)
            drift[account.rawValue] = 0
        }
    }
}

// MARK: - The request at work

extension LoopMemory {
    /// What the largest request may take when it is decoded.
    private var largestDecoded: Int { ledger.ceiling / 8 }
    /// What the largest answer may take while it is made.
    private var largestAnswer: Int { ledger.ceiling / 2 }

    /// What the records of a batch may expand to: a quarter of the ceiling.
    var largestExpansion: Int { ledger.ceiling / 4 }

    /// The budget with which a request that needs more than the ``allowance`` is decoded.
    ///
    /// - Parameter most: what a frame of its size may ask for.
    /// - Returns: nil where it must be begun later.
    func budget(upTo most: Int) -> Int? {
        let budget = min(most, largestDecoded)
        guard becomeLarge() else { return nil }
        grow(to: budget)
        return budget
    }

    /// Takes memory for the answer of the request at work.
    ///
    /// - Returns: false where it would be too much, or must be begun later.
    package func take(forAnswer byteCount: Int) -> Bool {
        guard byteCount > allowance else { return true }
        guard byteCount <= largestAnswer else { return false }
        guard isLarge || ledger.hasRoom(forReplyOf: byteCount) else {
            isPutOff = true
            return false
        }
        guard becomeLarge() else { return false }
        grow(to: byteCount)
        return true
    }

    /// Takes memory for a batch that is expanded; waits shortly where others expand such a one.
    func expand(to byteCount: Int) {
        guard byteCount > max(allowance, expanded) else { return }
        if !isLarge { ledger.awaitLarge() }
        isLarge = true
        ledger.enter(byteCount - expanded, in: .decompression)
        expanded = byteCount
    }

    /// Ends the request's work.
    ///
    /// - Returns: whether it has not begun for want of memory, and is to be begun again.
    func endWork() -> Bool {
        guard isLarge || isPutOff else { return false }
        ledger.enter(-work, in: .work)
        ledger.enter(-expanded, in: .decompression)
        work = 0
        expanded = 0
        if isLarge { ledger.endLarge() }
        isLarge = false
        defer { isPutOff = false }
        return isPutOff
    }

    private func becomeLarge() -> Bool {
        isLarge = isLarge || ledger.beginLarge()
        isPutOff = !isLarge
        return isLarge
    }

    private func grow(to byteCount: Int) {
        guard byteCount > work else { return }
        ledger.enter(byteCount - work, in: .work)
        work = byteCount
    }
}
