import Glibc

/// Writes the messages of the Kafka protocol as Swift, from their definition in `Schema/`.
///
///     swift run MessageCompiler SCHEMA MESSAGES TABLE
///
/// reads the folder SCHEMA and writes a file per message into the folder MESSAGES, removes what is
/// no message any more, and writes the list of all messages for the tests into the file TABLE.
@main enum MessageCompiler {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            stop("usage: MessageCompiler SCHEMA MESSAGES TABLE", status: 64)
        }
        do throws(SourceFolder.Failure) {
            let output = try Compilation(of: SourceFolder(path: arguments[1]))
            try write(output.messages, to: SourceFolder(path: arguments[2]))
            try SourceFolder(path: "").write(output.table, to: arguments[3])
        } catch {
            stop("MessageCompiler: \(error)", status: 1)
        }
    }

    /// Writes the files that changed, and removes those that are no message.
    private static func write(
        _ files: [SwiftWriter.File], to folder: SourceFolder
    ) throws(SourceFolder.Failure) {
        let present = Set(try folder.files())
        for file in files {
            let old = present.contains(file.path) ? try folder.read(file.path) : nil
            if old != file.text { try folder.write(file.text, to: file.path) }
        }
        for stale in present.subtracting(files.map(\.path)) {
            try folder.remove(stale)
        }
    }

    private static func stop(_ message: String, status: Int32) -> Never {
        let line = Array((message + "\n").utf8)
        _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
        exit(status)
    }
}
