import CShims
import Glibc

/// The names on the disk: directories, renames, removals, and small files read and written whole.
///
/// Nothing here is durable before ``syncDirectory(_:)``.
package enum FileSystem {
    /// Whether there is something of that name.
    package static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// Whether this process may write there.
    package static func isWritable(_ path: String) -> Bool {
        unsafe access(path, W_OK) == 0
    }

    /// Whether the name is a directory's; it throws where there is none.
    package static func isDirectory(_ path: String) throws(Errno) -> Bool {
        try call { unsafe shims_is_directory(path) } == 1
    }

    /// The names in a directory but `.` and `..`, in no order.
    package static func list(_ path: String) throws(Errno) -> [(name: String, isDirectory: Bool)] {
        guard let stream = unsafe opendir(path) else { throw Errno(rawValue: errno) }
        defer { unsafe closedir(stream) }
        var names: [(name: String, isDirectory: Bool)] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let kind = unsafe Int(entry.pointee.d_type)
            guard name != ".", name != ".." else { continue }
            // Some file systems do not tell the kind (DT_UNKNOWN, 0), and a link (10) may lead to
            // either.
            let isUnclear = kind == 0 || kind == 10
            let isDirectory =
                isUnclear ? (try? Self.isDirectory("\(path)/\(name)")) ?? false : kind == 4
            names.append((name, isDirectory))
            errno = 0
        }
        guard errno == 0 else { throw Errno(rawValue: errno) }
        return names
    }

    /// Makes a directory; its parent must exist.
    ///
    /// One that is there already is fine.
    package static func makeDirectory(_ path: String) throws(Errno) {
        do {
            _ = try call { unsafe mkdir(path, 0o755) }
        } catch .fileExists {
            guard try isDirectory(path) else { throw .notDirectory }
        }
    }

    /// Makes a directory and those above it that are missing.
    package static func makeDirectories(_ path: String) throws(Errno) {
        do {
            try makeDirectory(path)
        } catch .noSuchFile {
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
                throw .noSuchFile
            }
            try makeDirectories(String(path[..<slash]))
            try makeDirectory(path)
        }
    }

    /// Renames a file or a directory; a file at the new name is replaced at once.
    package static func rename(_ path: String, to newPath: String) throws(Errno) {
        _ = try call { unsafe Glibc.rename(path, newPath) }
    }

    /// Removes a file; open descriptors of it stay usable.
    ///
    /// One that is not there is fine.
    package static func remove(_ path: String) throws(Errno) {
        do {
            _ = try call { unsafe unlink(path) }
        } catch .noSuchFile {}
    }

    /// Removes a directory and all that is in it.
    ///
    /// One that is not there is fine.
    package static func removeTree(_ path: String) throws(Errno) {
        let names: [(name: String, isDirectory: Bool)]
        do {
            names = try list(path)
        } catch .noSuchFile {
            return
        }
        for (name, isDirectory) in names {
            let inside = "\(path)/\(name)"
            if isDirectory, !isLink(inside) {
                try removeTree(inside)
            } else {
                try remove(inside)
            }
        }
        do {
            _ = try call { unsafe rmdir(path) }
        } catch .noSuchFile {}
    }

    /// Makes the names in a directory durable.
    package static func syncDirectory(_ path: String) throws(Errno) {
        try FileDescriptor.open(path).synchronize()
    }

    /// The bytes of the file system: how many there are, and how many an ordinary user may take.
    package static func space(at path: String) throws(Errno) -> (total: Int64, available: Int64) {
        var total: Int64 = 0
        var available: Int64 = 0
        _ = try call { unsafe shims_space(path, &total, &available) }
        return (total, available)
    }

    /// The bytes of a whole small file.
    package static func contents(of path: String) throws(Errno) -> [UInt8] {
        let file = try FileDescriptor.open(path)
        // Files of /proc have no size, so it only says how much to read at once.
        var chunk = [UInt8](repeating: 0, count: max(try file.size(), 4095) + 1)
        var bytes: [UInt8] = []
        while true {
            var room = chunk.mutableSpan
            var rawRoom = unsafe room.mutableBytes
            let count = try file.read(into: &rawRoom)
            bytes.append(contentsOf: chunk.prefix(count))
            guard count > 0 else { return bytes }
        }
    }

    /// Replaces a small file: afterwards it holds `bytes`, durably, or what it held before.
    ///
    /// Written beside it as `path.tmp`, synced, and renamed; then the directory is synced.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(Errno) {
        let temporary = path + ".tmp"
        let file = try FileDescriptor.open(temporary, [.write, .create, .truncate])
        try file.write(unsafe bytes.span.bytes, at: 0)
        try file.synchronize()
        try rename(temporary, to: path)
        try syncDirectory(parent(of: path))
    }

    /// The directory that a path lies in.
    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
