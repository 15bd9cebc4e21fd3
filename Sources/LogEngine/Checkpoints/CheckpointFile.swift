package import Syscalls

/// A small file that is only ever replaced as a whole.
package enum CheckpointFile {
    /// Puts `bytes` in the file's place; durable on return.
    ///
    /// It is written beside the old one and synced, takes its name, and then the directory is
    /// synced: a crash leaves the old or the new, never a part.
    package static func replace(
        _ path: String, with bytes: [UInt8], on disk: any Disk
    ) throws(Errno) {
        var file = Replacements(on: disk)
        try file.add(path, bytes)
        try file.place()
    }

    /// The file's bytes; nil where there is none.
    package static func read(_ path: String, on disk: any Disk) throws(Errno) -> [UInt8]? {
        let file: any DiskFile
        do {
            file = try disk.open(path, .read)
        } catch .noSuchFile {
            return nil
        }
        return try file.bytes()
    }

    /// The directory that holds the file at `path`.
    package static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
