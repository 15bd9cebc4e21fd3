package import KafkaProtocol
package import Syscalls

/// The `.snapshot` files of a partition's directory: what was known of its producers at an offset.
///
/// They save reading the log from its beginning; each can be made again from the batches, so one
/// that is damaged is as good as absent.
package struct ProducerSnapshots: Sendable {
    private let directory: String
    private let disk: any Disk

    package init(in directory: String, on disk: any Disk) {
        self.directory = directory
        self.disk = disk
    }

    /// The path of the snapshot that holds all before `offset`.
    package func path(at offset: Offset) -> String {
        let digits = String(offset.rawValue)
        let zeros = String(repeating: "0", count: max(0, 20 - digits.count))
        return "\(directory)/\(zeros)\(digits).snapshot"
    }

    /// The offsets of the snapshots that are there, ascending.
    package func offsets() throws(Errno) -> [Offset] {
        try disk.list(directory).compactMap { entry in
            guard entry.name.hasSuffix(".snapshot"), entry.name.utf8.count == 29,
                let offset = Int64(entry.name.dropLast(9)), offset >= 0
            else { return nil }
            return Offset(rawValue: offset)
        }
    }

    /// Writes what is known now, into the page cache.
    ///
    /// - Returns: the file, to be synced with the log (its directory too) before the recovery point
    ///   passes it. One that a crash tears is found out by its CRC.
    package func write(_ states: ProducerStates) throws(Errno) -> any DiskFile {
        let file = try disk.open(path(at: states.end), .truncate)
        try file.write(states.snapshot, at: 0)
        return file
    }

    /// The newest sound snapshot that holds nothing at or after `offset`; damaged ones are removed.
    package func newest(upTo offset: Offset) throws(Errno) -> ProducerStates? {
        for candidate in try offsets().reversed() where candidate <= offset {
            let bytes = try disk.open(path(at: candidate), .read).bytes()
            if let states = ProducerStates(snapshot: bytes, end: candidate) { return states }
            try disk.remove(path(at: candidate))
        }
        return nil
    }

    /// Removes those that hold something at or after `offset`, where the log was cut.
    ///
    /// It is durable on return, since one that came back would speak of batches that are no more.
    package func removeAll(above offset: Offset) throws(Errno) {
        let gone = try offsets().filter { $0 > offset }
        for snapshot in gone { try disk.remove(path(at: snapshot)) }
        if !gone.isEmpty { try disk.syncDirectory(directory) }
    }

    /// Removes those before `offset`, except the newest of them, and the newest that holds nothing at
    /// or after `base`.
    ///
    /// To be called with a recovery point that is on the disk, and the beginning of the segment that
    /// holds it: where an index of aborted transactions is bad, the batches from there on are asked.
    package func removeAll(below offset: Offset, butFor base: Offset) throws(Errno) {
        let older = try offsets().filter { $0 <= offset }.dropLast()
        let kept = older.last { $0 <= base }
        for snapshot in older where snapshot != kept {
            try disk.remove(path(at: snapshot))
        }
    }
}
