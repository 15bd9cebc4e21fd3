import Syscalls

/// Writes the messages of the Kafka protocol as Swift, from their definition in `Schema/`.
///
///     swift run MessageCompiler SCHEMA MESSAGES TESTS
///
/// reads the folder SCHEMA and writes a file per message into the folder MESSAGES, removes what is
/// no message any more, and writes the list of all messages into the folder TESTS.
@main enum MessageCompiler {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            stop("usage: MessageCompiler SCHEMA MESSAGES TESTS", code: 64)
        }
        do throws(SourceFolder.Failure) {
            let compilation = try Compilation(of: SourceFolder(path: arguments[1]))
            try bring(SourceFolder(path: arguments[2]), to: compilation.messages)
            try write([compilation.list], into: SourceFolder(path: arguments[3]))
        } catch {
            stop("MessageCompiler: \(error)", code: 1)
        }
    }

    /// Makes the folder hold these files and no others.
    private static func bring(
        _ folder: SourceFolder, to files: [SwiftWriter.File]
    ) throws(SourceFolder.Failure) {
        for stale in Set(try folder.files()).subtracting(files.map(\.path)) {
            try folder.remove(stale)
        }
        try write(files, into: folder)
    }

    /// Writes the files that changed.
    private static func write(
        _ files: [SwiftWriter.File], into folder: SourceFolder
    ) throws(SourceFolder.Failure) {
        let present = Set(try folder.files())
        for file in files {
            let old = present.contains(file.path) ? try folder.read(file.path) : nil
            if old != file.text { try folder.write(file.text, to: file.path) }
        }
    }

    private static func stop(_ message: String, code: Int32) -> Never {
        try? StandardStream.error.write(message + "\n")
        Process.end(code)
    }
}
