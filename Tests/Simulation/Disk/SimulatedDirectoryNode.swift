/// A directory on the simulated disk: names, and which of them are left when the power goes.
///
/// It is not Sendable by itself: only the disk's lock reaches it.
final class SimulatedDirectoryNode: @unchecked Sendable {
    /// What happened to a name.
    private enum Change {
        case linked(String, Int)
        case unlinked(String)
        case renamed(String, to: String, Int)
    }

    /// What a name stands for, now.
    private(set) var entries: [String: Int] = [:]
    private var durable: [String: Int] = [:]
    /// What has happened since the last sync, oldest first.
    private var changes: [Change] = []

    /// All that a name stands for, or may stand for again after a power loss.
    var remembered: [Int] {
        let changed = changes.compactMap { change in
            switch change {
            case .linked(_, let node), .renamed(_, to: _, let node): node
            case .unlinked: nil as Int?
            }
        }
        return Array(entries.values) + Array(durable.values) + changed
    }

    func link(_ name: String, to node: Int) {
        entries[name] = node
        changes.append(.linked(name, node))
    }

    func unlink(_ name: String) {
        entries[name] = nil
        changes.append(.unlinked(name))
    }

    func rename(_ name: String, to newName: String) {
        guard let node = entries.removeValue(forKey: name) else { return }
        entries[newName] = node
        changes.append(.renamed(name, to: newName, node))
    }

    func sync() {
        durable = entries
        changes = []
    }

    /// Leaves what a power loss leaves of the changes since the last sync.
    ///
    /// That is a first part of them, as a journal keeps it, or worse: any of the new names, and of
    /// the renames and removals a first part, since no Linux file system reorders those. A rename is
    /// whole or has not been.
    func losePower(_ random: inout SeededGenerator) {
        let isJournaled = random.happens(0.5)
        let keep = random.pick([0, 0.5, 0.9, 1])
        var keepsRemovals = true
        for change in changes {
            let isKept = random.happens(keep)
            if case .linked = change, !isJournaled {
                if isKept { apply(change) }
            } else {
                keepsRemovals = keepsRemovals && isKept
                guard keepsRemovals || !isJournaled else { break }
                if keepsRemovals { apply(change) }
            }
        }
        entries = durable
        changes = []
    }

    private func apply(_ change: Change) {
        switch change {
        case .linked(let name, let node):
            durable[name] = node
        case .unlinked(let name):
            durable[name] = nil
        case .renamed(let name, let newName, let node):
            if durable[name] == node { durable[name] = nil }
            durable[newName] = node
        }
    }
}
