internal import Syscalls

internal import KafkaProtocol

/// Tells what lies in the files of a data directory, one line for each thing (docs/log-dump.md).
///
/// It reads without changing anything, and goes on past what is damaged as far as it can.
/// `compat-tests/dump/read_log.py` tells the same independently; both must be equal byte for byte.
package struct LogDump {
    private let disk: any Disk
    /// Whether the records are told, or only the batches that hold them.
    private let includesRecords: Bool

    package init(of disk: any Disk, includesRecords: Bool = true) {
        self.disk = disk
        self.includesRecords = includesRecords
    }

    /// Tells of a file, or of all files in a directory and below, in order of the names' bytes.
    ///
    /// Lines come as they are read; `emit` may throw to end it.
    package func run(_ path: String = "", _ emit: (DumpLine) throws -> Void) throws {
        guard let entries = try entries(of: path) else { return try dumpFile(path, emit) }
        for entry in entries {
            let inner = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
            if entry.isDirectory { try run(inner, emit) } else { try dumpFile(inner, emit) }
        }
    }

    /// What is in a directory; nil for a file.
    private func entries(of path: String) throws(Errno) -> [DirectoryEntry]? {
        do throws(Errno) {
            return try disk.list(path)
        } catch .notDirectory {
            return nil
        }
    }

    private func dumpFile(_ path: String, _ emit: (DumpLine) throws -> Void) throws {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let (kind, baseOffset) = DumpedFile.named(name)
        let file = try disk.open(path, .read)
        let byteCount = try file.size()
        try emit(.file(path: path, kind: kind, byteCount: byteCount))

        switch kind {
        case .segment, .metadataSnapshot:
            try dumpBatches(of: file, byteCount, emit)
        case .offsetIndex:
            try Self.dumpOffsetIndex(file.bytes(), baseOffset, emit)
        case .timeIndex:
            try Self.dumpTimeIndex(file.bytes(), baseOffset, emit)
        case .transactionIndex:
            try Self.dumpTransactionIndex(file.bytes(), emit)
        case .producerSnapshot:
            try Self.dumpSnapshot(file.bytes(), at: baseOffset, emit)
        case .epochs:
            try Self.dumpEpochs(file.bytes(), emit)
        case .offsets:
            try Self.dumpOffsets(file.bytes(), emit)
        case .properties:
            let separator: Character = name == "meta.properties" ? "=" : ":"
            try Self.dumpProperties(file.bytes(), separator, emit)
        case .text:
            try emit(.text(file.bytes()))
        case .other:
            break
        }
    }

    private func dumpBatches(
        of file: any DiskFile, _ byteCount: Int, _ emit: (DumpLine) throws -> Void
    ) throws {
        var position = 0
        while position < byteCount {
            switch try SegmentPiece.read(file, at: position, of: byteCount) {
            case .zeros:
                return try emit(.zeros(position: position, byteCount: byteCount - position))
            case .unreadable(let reason):
                return try emit(
                    .unreadable(
                        position: position, byteCount: byteCount - position, reason: reason))
            case .batch(let header, let bytes, let isRight):
                try emit(.batch(position: position, header, checksumIsRight: isRight))
                if includesRecords, isRight {
                    try Self.dumpRecords(of: header, bytes, at: position, emit)
                }
                position += bytes.count
            }
        }
    }
}
