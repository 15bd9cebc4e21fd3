import Syscalls
import Telemetry

/// Standard output as bytes, written in large pieces.
struct ByteOutput {
    private var bytes: [UInt8] = []
    private static let pieceSize = 1 << 16

    /// Adds bytes as they are.
    mutating func add(_ more: [UInt8]) throws {
        bytes += more
        if bytes.count >= Self.pieceSize { try flush() }
    }

    /// Writes what was added.
    ///
    /// Where nobody reads any more (`| head`) there is nothing left to do, and the program ends.
    mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        do {
            try unsafe StandardStream.output.write(bytes.span.bytes)
        } catch Errno.brokenPipe {
            Process.end(0)
        } catch {
            throw Failure("cannot write to standard output: \(error)")
        }
        bytes.removeAll(keepingCapacity: true)
    }
}

/// Standard output as lines.
enum Output {
    /// Prints lines at once.
    static func print(_ lines: [String]) throws {
        var output = ByteOutput()
        for line in lines { try output.add(Array((line + "\n").utf8)) }
        try output.flush()
    }

    /// Prints one value as JSON.
    static func print(_ value: JSON) throws {
        try print([value.text])
    }
}
