internal import ArgumentParser
import LogEngine
import Syscalls

/// `strom log`: looks at the files of a data directory.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Look at the files of a data directory.",
        subcommands: [LogDumpCommand.self])
}

/// `strom log dump`.
struct LogDumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Show what lies in segments, indexes, snapshots and checkpoints.",
        discussion: """
            Takes a data directory, a partition's directory, or one file. It changes
            nothing, needs no broker, and goes on past what is damaged as far as it can.
            docs/log-dump.md tells what each line means.

            EXAMPLES
              strom log dump strom-data
              strom log dump strom-data/orders-0 --no-records
              strom log dump strom-data/__cluster_metadata-0 --json
            """)

    @Argument(help: "A directory or a file.", completion: .file())
    var path: String

    @Flag(help: "Print JSON, an object a line.")
    var json = false

    @Flag(help: "Show batches without their records.")
    var noRecords = false

    func run() throws {
        let (root, name) = try place()
        let dump = LogDump(of: PosixDisk(root: root), includesRecords: !noRecords)
        var output = ByteOutput()
        var isMetadata = false
        do {
            try dump.run(name) { line in
                if case .file(let path, _, _) = line {
                    isMetadata = isOfMetadataLog(path, in: root)
                }
                try output.add(Array((printed(line, isMetadata: isMetadata) + "\n").utf8))
            }
        } catch let error as Errno {
            try output.flush()
            throw Failure("cannot read \(path): \(error)")
        }
        try output.flush()
    }

    /// Metadata is told in words only where people read: JSON has each value as it lies there.
    private func printed(_ line: DumpLine, isMetadata: Bool) -> String {
        guard !json else { return line.json }
        guard isMetadata, case .record(let record) = line, let value = record.value,
            let words = MetadataRecordText(value)
        else { return line.text }
        return "    \(record.offset) at \(record.timestamp): \(words.text)"
    }

    /// The directory to look in, and the file in it to look at; empty for all.
    private func place() throws(Failure) -> (root: String, name: String) {
        do {
            if try FileSystem.isDirectory(path) { return (path, "") }
        } catch {
            throw Failure(
                "cannot read \(path): \(error)",
                advice: "`strom serve` keeps its data in ./strom-data, or where --data-dir says.")
        }
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let root = slash == path.startIndex ? "/" : String(path[..<slash])
        return (root, String(path[path.index(after: slash)...]))
    }
}
