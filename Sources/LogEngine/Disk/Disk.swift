package import Syscalls

/// The files of a log directory: a seam with two sides, `PosixDisk` and the simulation's disk.
///
/// Paths are relative to the disk's root, without a leading slash; `""` is the root itself. Nothing
/// is durable before it was synced: a file's bytes and size by ``DiskFile/sync()``, the names in a
/// directory (created, renamed, removed) by ``syncDirectory(_:)``.
package protocol Disk: Sendable {
    /// Opens a file for reading and writing.
    ///
    /// - Throws: `.noSuchFile` where it is not there and `mode` does not make it.
    func open(_ path: String, _ mode: OpenMode) throws(Errno) -> any DiskFile

    /// The names in a directory, in ascending order of their bytes.
    func list(_ directory: String) throws(Errno) -> [DirectoryEntry]

    /// Makes a directory; its parent must exist. One that is there already is fine.
    func makeDirectory(_ path: String) throws(Errno)

    /// Renames a file or a directory; a file at the new name is replaced at once.
    func rename(_ path: String, to newPath: String) throws(Errno)

    /// Removes a file; open descriptors of it stay usable. One that is not there is fine.
    func remove(_ path: String) throws(Errno)

    /// Removes a directory and all that is in it. One that is not there is fine.
    func removeTree(_ path: String) throws(Errno)

    /// Makes the names in a directory durable.
    func syncDirectory(_ path: String) throws(Errno)

    /// The bytes of the file system: how many there are, and how many an ordinary user may still take.
    func space() throws(Errno) -> (total: Int64, available: Int64)
}

/// How a file is opened.
package enum OpenMode: Sendable {
    /// It must exist; it is not written to.
    case read
    /// It must exist.
    case write
    /// It is made where it is not there.
    case create
    /// It is made, or cut to nothing where it is there.
    case truncate
}

/// A name in a directory.
package struct DirectoryEntry: Hashable, Sendable {
    package let name: String
    package let isDirectory: Bool

    package init(name: String, isDirectory: Bool) {
        self.name = name
        self.isDirectory = isDirectory
    }
}

/// An open file.
///
/// It is closed when the last reference goes; a removed file lives until then.
///
/// All calls give whole results: they go on after a short transfer and an interruption.
package protocol DiskFile: AnyObject, Sendable {
    /// The descriptor for sendfile(2), or nil where there is no kernel behind the file.
    var descriptor: CInt? { get }

    /// The file's size in bytes.
    func size() throws(Errno) -> Int

    /// Fills `buffer` from the position `offset`.
    ///
    /// - Returns: the number of bytes read; fewer than asked only at the end of the file.
    func read(into buffer: inout MutableRawSpan, at offset: Int) throws(Errno) -> Int

    /// Writes all of `bytes` at the position `offset`, into the page cache.
    ///
    /// After an error it is unknown how much was written.
    func write(_ bytes: RawSpan, at offset: Int) throws(Errno)

    /// Cuts or extends the file to `size`.
    func truncate(to size: Int) throws(Errno)

    /// Reserves room on the disk for `count` bytes at `offset`, without changing the file's size.
    ///
    /// Where the file system cannot, nothing happens.
    ///
    /// - Returns: whether the room is promised: bytes written there find it.
    @discardableResult
    func reserve(_ count: Int, at offset: Int) throws(Errno) -> Bool

    /// Asks the kernel to begin writing out what is dirty, and waits for nothing.
    func startWriteBack() throws(Errno)

    /// Makes the file's bytes and size durable (fdatasync).
    ///
    /// After an error nothing that was written since the last success may be counted on, and a
    /// later success means nothing (faults.md ST3).
    func sync() throws(Errno)
}
