package import Syscalls
package import Telemetry

/// A directory of the machine's file system as a ``Disk``.
package final class PosixDisk: Disk {
    /// The path of the root.
    package let root: String
    private let syncs = Lock(Histogram())

    package init(root: String) {
        self.root = root
    }

    private func absolute(_ path: String) -> String {
        path.isEmpty ? root : "\(root)/\(path)"
    }

    package func open(_ path: String, _ mode: OpenMode) throws(Errno) -> any DiskFile {
        let options: OpenOptions =
            switch mode {
            case .read: []
            case .write: [.write]
            case .create: [.write, .create]
            case .truncate: [.write, .create, .truncate]
            }
        return PosixFile(try FileDescriptor.open(absolute(path), options), syncs: syncs)
    }

    /// How long each fdatasync took.
    package var syncTimes: Histogram { syncs.withLock { $0 } }

    package func list(_ directory: String) throws(Errno) -> [DirectoryEntry] {
        try FileSystem.list(absolute(directory))
            .map { DirectoryEntry(name: $0.name, isDirectory: $0.isDirectory) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func makeDirectory(_ path: String) throws(Errno) {
        try FileSystem.makeDirectory(absolute(path))
    }

    package func rename(_ path: String, to newPath: String) throws(Errno) {
        try FileSystem.rename(absolute(path), to: absolute(newPath))
    }

    package func remove(_ path: String) throws(Errno) {
        try FileSystem.remove(absolute(path))
    }

    package func removeTree(_ path: String) throws(Errno) {
        try FileSystem.removeTree(absolute(path))
    }

    package func syncDirectory(_ path: String) throws(Errno) {
        try FileSystem.syncDirectory(absolute(path))
    }

    package func space() throws(Errno) -> (total: Int64, available: Int64) {
        try FileSystem.space(at: root)
    }
}

/// An open file of the machine's.
private final class PosixFile: DiskFile {
    private let file: FileDescriptor
    private let syncs: Lock<Histogram>

    init(_ file: consuming FileDescriptor, syncs: Lock<Histogram>) {
        self.file = file
        self.syncs = syncs
    }

    var descriptor: CInt? { file.rawValue }

    func size() throws(Errno) -> Int {
        try file.size()
    }

    func read(into buffer: inout MutableRawSpan, at offset: Int) throws(Errno) -> Int {
        try file.read(into: &buffer, at: offset)
    }

    func write(_ bytes: RawSpan, at offset: Int) throws(Errno) {
        try file.write(bytes, at: offset)
    }

    func truncate(to size: Int) throws(Errno) {
        try file.truncate(to: size)
    }

    func reserve(_ count: Int, at offset: Int) throws(Errno) -> Bool {
        do {
            try file.reserve(count, at: offset)
            return true
        } catch .notSupported {
            return false
        }
    }

    func startWriteBack() throws(Errno) {
        try file.startWriteBack()
    }

    func sync() throws(Errno) {
        let begin = Instant.now()
        try file.synchronizeData()
        let nanoseconds = Instant.now().nanoseconds - begin.nanoseconds
        syncs.withLock { $0.add(nanoseconds: nanoseconds) }
    }
}
