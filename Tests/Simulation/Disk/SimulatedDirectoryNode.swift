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

    /// Leaves what a power loss leaves: of the changes since the last sync a first part, as a
    /// journal keeps them, or any of them; a rename is whole or has not been.
    func losePower(_ random: inout SeededGenerator) {
        let isJournaled = random.happens(0.5)
        let keep = random.pick([0, 0.5, 0.9, 1])
        for change in changes {
            let isKept = random.happens(keep)
            guard isKept || !isJournaled else { break }
            if isKept { apply(change) }
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
