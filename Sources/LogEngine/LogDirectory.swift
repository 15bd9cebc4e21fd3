import Bytes
package import Syscalls

/// A data directory that belongs to this broker.
///
/// Whoever opens it holds its lock (``DirectoryLock``). Opening it takes the clean marker away, so
/// that a broker which dies from here on is known to have died.
package struct LogDirectory: Sendable {
    package let disk: any Disk
    package let properties: MetaProperties
    /// Whether the broker before was stopped in order.
    package let wasStoppedClean: Bool

    /// The clean marker, as Kafka names it.
    private static let marker = ".kafka_cleanshutdown"

    /// Opens the directory of a node; a new one is given its identity.
    ///
    /// `clusterID` is the cluster that it must belong to, nil where any will do; `random` makes
    /// what is new. That is added to `files`, which the caller puts in place before anybody is told
    /// of it.
    package init(
        on disk: any Disk, nodeID: Int32, clusterID: String?,
        random: inout some RandomNumberGenerator, adding files: inout Replacements
    ) throws(DirectoryError) {
        self.disk = disk
        if let found = try Self.read(MetaProperties.fileName, on: disk) {
            properties = try MetaProperties(String(decoding: found, as: UTF8.self))
            guard properties.nodeID == nodeID else {
                throw .otherNode(found: properties.nodeID, expected: nodeID)
            }
            if let clusterID, clusterID != properties.clusterID {
                throw .otherCluster(found: properties.clusterID, expected: clusterID)
            }
        } else {
            properties = MetaProperties(
                nodeID: nodeID,
                clusterID: clusterID ?? Uuid.random(using: &random).description,
                directoryID: .random(using: &random))
            do {
                try files.add(MetaProperties.fileName, Array(properties.text.utf8))
            } catch {
                throw .disk(error)
            }
        }
        wasStoppedClean = try Self.takeMarker(from: disk)
    }

    /// Leaves the marker for the next start; everything else is on the disk before.
    package func markClean(brokerEpoch: Int64) throws(DirectoryError) {
        let text = "{\"version\":0,\"brokerEpoch\":\(brokerEpoch)}"
        do {
            try CheckpointFile.replace(Self.marker, with: Array(text.utf8), on: disk)
        } catch {
            throw .disk(error)
        }
    }

    private static func takeMarker(from disk: any Disk) throws(DirectoryError) -> Bool {
        guard try read(marker, on: disk) != nil else { return false }
        do {
            try disk.remove(marker)
            try disk.syncDirectory("")
            return true
        } catch {
            throw .disk(error)
        }
    }

    private static func read(_ path: String, on disk: any Disk) throws(DirectoryError) -> [UInt8]? {
        do {
            return try CheckpointFile.read(path, on: disk)
        } catch {
            throw .disk(error)
        }
    }
}

/// Why a data directory is not one that this broker may use.
package enum DirectoryError: Error, Equatable, Sendable {
    /// Another broker has it open.
    case inUse
    case disk(Errno)
    /// Files of a later version than this broker writes.
    case newerFormat(Int)
    case otherCluster(found: String, expected: String)
    case otherNode(found: Int32, expected: Int32)
    /// A file that says what the directory is cannot be read.
    case damaged(String)
}

/// The lock of a data directory in a file system: it is held as long as this lives.
package final class DirectoryLock: Sendable {
    private let file: FileDescriptor

    private init(_ file: consuming FileDescriptor) {
        self.file = file
    }

    /// Makes the directory if it is not there, and takes its lock.
    package static func take(_ path: String) throws(DirectoryError) -> DirectoryLock {
        let file = try open(path)
        guard try isLocked(file) else { throw .inUse }
        return DirectoryLock(file)
    }

    private static func isLocked(_ file: borrowing FileDescriptor) throws(DirectoryError) -> Bool {
        do {
            return try file.tryLock()
        } catch {
            throw .disk(error)
        }
    }

    private static func open(_ path: String) throws(DirectoryError) -> FileDescriptor {
        do {
            try FileSystem.makeDirectories(path)
            return try FileDescriptor.open("\(path)/.lock", [.write, .create])
        } catch {
            throw .disk(error)
        }
    }
}
