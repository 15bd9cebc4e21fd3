package import Syscalls

/// Small files that are put in their places together.
///
/// A file system writes its journal at a sync, and all that is in it then; what was written before
/// the first sync, and what was renamed before the next, costs two rounds to the disk, however many
/// files there are.
package struct Replacements: Sendable {
    private let disk: any Disk
    private var files: [(path: String, file: any DiskFile)] = []

    package init(on disk: any Disk) {
        self.disk = disk
    }

    private static func temporary(_ path: String) -> String { path + ".tmp" }

    /// Writes `bytes` beside the file at `path`, whose old content holds until ``place()``.
    package mutating func add(_ path: String, _ bytes: [UInt8]) throws(Errno) {
        let file = try disk.open(Self.temporary(path), .truncate)
        try file.write(bytes, at: 0)
        // What it refuses shows when the file is synced.
        try? file.startWriteBack()
        files.append((path, file))
    }

    /// Puts all files in their places; durable on return.
    ///
    /// Each is synced, each takes its name, and then the directories are synced: a crash leaves of
    /// each file the old content or the new, never a part.
    package mutating func place() throws(Errno) {
        for directory in try rename() { try disk.syncDirectory(directory) }
    }

    /// Syncs all files and lets each take its name.
    ///
    /// - Returns: the directories that are to be synced, to make the names durable.
    package mutating func rename() throws(Errno) -> [String] {
        for (_, file) in files { try file.sync() }
        var directories: [String] = []
        for (path, _) in files {
            try disk.rename(Self.temporary(path), to: path)
            let directory = CheckpointFile.directory(of: path)
            if !directories.contains(directory) { directories.append(directory) }
        }
        files = []
        return directories
    }
}
