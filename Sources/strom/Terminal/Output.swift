import Syscalls
import Telemetry

/// Standard output, written in large pieces.
struct Output {
    private var text = ""
    private static let pieceSize = 1 << 16

    /// Adds a line.
    mutating func line(_ line: String) throws {
        try add(line + "\n")
    }

    /// Adds a value as one line of JSON.
    mutating func line(_ value: JSON) throws {
        try line(value.text)
    }

    /// Adds text as it is.
    mutating func add(_ more: String) throws {
        text += more
        if text.utf8.count >= Self.pieceSize { try flush() }
    }

    /// Writes what was added.
    ///
    /// Where nobody reads any more (`| head`) there is nothing left to do, and the program ends.
    mutating func flush() throws {
        do {
            try StandardStream.output.write(text)
        } catch Errno.brokenPipe {
            Process.end(0)
        } catch {
            throw Failure("cannot write to standard output: \(error)")
        }
        text = ""
    }

    /// Prints lines at once.
    static func print(_ lines: [String]) throws {
        var output = Output()
        for line in lines { try output.line(line) }
        try output.flush()
    }

    /// Prints one value as JSON.
    static func print(_ value: JSON) throws {
        try print([value.text])
    }
}
