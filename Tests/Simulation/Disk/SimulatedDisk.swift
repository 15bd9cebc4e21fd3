package import LogEngine
package import Syscalls

/// How a machine ends.
package enum CrashKind: Sendable {
    /// The process dies, the kernel lives: what was written is there.
    case kill
    /// All that was not synced may be kept, lost or torn (faults.md ST2).
    case powerLoss
}

/// A disk in memory that a seed decides.
///
/// It loses, keeps or tears what was not synced when the power goes: each page of 4 KiB on its own,
/// in sectors of 512 bytes, the size of each file and each name in a directory apart from its bytes.
/// It can refuse any call, run full, and stop at a given call; from then on every call fails until
/// ``restart()``, and the files that were open stay dead.
package final class SimulatedDisk: Disk {
    private let state: Lock<SimulatedDiskState>

    package init(seed: UInt64) {
        state = Lock(SimulatedDiskState(seed: seed))
    }

    // MARK: Disk

    package func open(_ path: String, _ mode: OpenMode) throws(Errno) -> any DiskFile {
        let (id, incarnation) = try state.withLock { (state) throws(Errno) in
            (try Self.open(path, mode, &state), state.incarnation)
        }
        return SimulatedFile(id: id, path: path, incarnation: incarnation, state: state)
    }

    private static func open(
        _ path: String, _ mode: OpenMode, _ state: inout SimulatedDiskState
    ) throws(Errno) -> Int {
        let id: Int
        do throws(Errno) {
            id = try state.run(.open, path) { (state) throws(Errno) in try state.file(at: path).id }
        } catch .noSuchFile {
            guard mode == .create || mode == .truncate else { throw .noSuchFile }
            id = try state.run(.create, path) { (state) throws(Errno) in
                try state.make(.file(SimulatedFileNode()), at: path)
            }
        }
        if mode == .truncate, state.file(id)?.bytes.isEmpty == false {
            try state.run(.truncate, path) { (state) in state.file(id)?.truncate(to: 0) }
        }
        state.file(id)?.references += 1
        return id
    }

    package func list(_ directory: String) throws(Errno) -> [DirectoryEntry] {
        try state.withLock { (state) throws(Errno) in
            try state.run(.list, directory) { (state) throws(Errno) in
                let entries = try state.directory(at: directory).entries
                return entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                    .map { DirectoryEntry(name: $0.key, isDirectory: state.isDirectory($0.value)) }
            }
        }
    }

    package func makeDirectory(_ path: String) throws(Errno) {
        try state.withLock { (state) throws(Errno) in
            try state.run(.makeDirectory, path) { (state) throws(Errno) in
                let (parent, name) = try state.parent(of: path)
                if let there = parent.entries[name] {
                    guard state.isDirectory(there) else { throw .fileExists }
                } else {
                    _ = try state.make(.directory(SimulatedDirectoryNode()), at: path)
                }
            }
        }
    }

    package func rename(_ path: String, to newPath: String) throws(Errno) {
        try state.withLock { (state) throws(Errno) in
            try state.run(.rename, path) { (state) throws(Errno) in
                try Self.rename(path, to: newPath, state)
            }
        }
    }

    private static func rename(
        _ path: String, to newPath: String, _ state: SimulatedDiskState
    ) throws(Errno) {
        let (source, name) = try state.parent(of: path)
        let (target, newName) = try state.parent(of: newPath)
        guard let node = source.entries[name] else { throw .noSuchFile }
        if let replaced = target.entries[newName], replaced != node {
            if state.isDirectory(replaced) {
                guard state.isDirectory(node) else { throw .isDirectory }
                guard try state.directory(at: newPath).entries.isEmpty else {
                    throw .directoryNotEmpty
                }
            }
            state.release(replaced)
        }
        if source === target {
            source.rename(name, to: newName)
        } else {
            target.link(newName, to: node)
            source.unlink(name)
        }
    }

    package func remove(_ path: String) throws(Errno) {
        try state.withLock { (state) throws(Errno) in
            try state.run(.remove, path) { (state) throws(Errno) in
                let (parent, name) = try state.parent(of: path)
                guard let node = parent.entries[name] else { return }
                guard !state.isDirectory(node) else { throw .isDirectory }
                parent.unlink(name)
                state.release(node)
            }
        }
    }

    package func removeTree(_ path: String) throws(Errno) {
        let entries: [DirectoryEntry]
        do throws(Errno) {
            entries = try list(path)
        } catch .noSuchFile {
            return
        }
        for entry in entries {
            let child = "\(path)/\(entry.name)"
            if entry.isDirectory { try removeTree(child) } else { try remove(child) }
        }
        try state.withLock { (state) throws(Errno) in
            try state.run(.remove, path) { (state) throws(Errno) in
                let (parent, name) = try state.parent(of: path)
                parent.unlink(name)
            }
        }
    }

    package func syncDirectory(_ path: String) throws(Errno) {
        try state.withLock { (state) throws(Errno) in
            try state.run(.syncDirectory, path) { (state) throws(Errno) in
                try state.directory(at: path).sync()
            }
        }
    }

    package func space() throws(Errno) -> (total: Int64, available: Int64) {
        let (capacity, used) = state.withLock { ($0.capacity, $0.used) }
        return (Int64(capacity), Int64(max(0, capacity - used)))
    }

    // MARK: What is to happen to it

    /// Whether the machine is down: every call fails until ``restart()``.
    package var isDown: Bool { state.withLock { $0.isDown } }

    /// How the machine ended last.
    package var lastCrash: CrashKind { state.withLock { $0.lastCrash } }

    /// Whether a sync has failed since the last restart: then what the page cache shows may be on no
    /// disk, and only a reboot tells.
    package var hasFailedSync: Bool { state.withLock { $0.hasFailedSync } }

    /// How many calls have changed it, or made it durable.
    package var changes: Int { state.withLock { $0.changes } }

    /// How many bytes are taken, in whole pages.
    package var used: Int { state.withLock { $0.used } }

    /// Stops the machine now.
    package func crash(_ kind: CrashKind) {
        state.withLock { state in
            guard !state.isDown else { return }
            state.goDown(kind)
        }
    }

    /// Stops the machine in the midst of a changing call, after so many more of them.
    package func crash(_ kind: CrashKind, after changes: Int) {
        state.withLock { $0.crash = (kind, $0.changes + changes) }
    }

    /// Takes back a crash that has not come yet.
    package func disarm() {
        state.withLock { $0.crash = nil }
    }

    /// Lets the machine start again; files that are still open are dead.
    package func restart() {
        state.withLock { $0.restart() }
    }

    /// Refuses calls from now on.
    package func refuse(_ refusal: Refusal) {
        state.withLock { $0.refusals.append(refusal) }
    }

    /// Refuses nothing more, and has room for all.
    package func heal() {
        state.withLock { state in
            state.refusals = []
            state.capacity = .max
        }
    }

    /// Has room for so many bytes altogether.
    package func limit(to capacity: Int) {
        state.withLock { $0.capacity = capacity }
    }

    /// Every file with its bytes as readers see them, by path.
    package var files: [String: [UInt8]] { state.withLock { $0.files() } }

    /// Changes a file's bytes behind everyone's back, on the disk and in the cache.
    package func corrupt(_ path: String, _ change: (inout [UInt8]) -> Void) {
        state.withLock { state in
            try? state.file(at: path).file.corrupt(change)
        }
    }
}
