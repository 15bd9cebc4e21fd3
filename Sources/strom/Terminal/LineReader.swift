import Bytes
import Syscalls

/// The lines of a file or of standard input, as bytes.
struct LineReader: ~Copyable {
    private let file: FileDescriptor
    private var buffer = ByteBuffer()
    /// How much of the buffer is known to hold no end of a line.
    private var searched = 0
    private var isAtEnd = false

    /// Reads the file, or standard input for nil or `-`.
    init(_ path: String?) throws(Failure) {
        guard let path, path != "-" else {
            file = FileDescriptor(owning: StandardStream.input.rawValue)
            return
        }
        do {
            file = try FileDescriptor.open(path)
        } catch {
            throw Failure("cannot read \(path): \(error)")
        }
    }

    /// The next line without its end; nil after the last one.
    mutating func next() throws(Failure) -> [UInt8]? {
        while true {
            if let end = endOfLine() { return take(end, andBeyond: 1) }
            searched = buffer.count
            guard !isAtEnd else {
                return buffer.isEmpty ? nil : take(buffer.count, andBeyond: 0)
            }
            try fill()
        }
    }

    private func endOfLine() -> Int? {
        let bytes = buffer.bytes
        for index in searched..<bytes.byteCount
        where unsafe bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) == 0x0a {
            return index
        }
        return nil
    }

    private mutating func take(_ count: Int, andBeyond rest: Int) -> [UInt8] {
        let line = unsafe buffer.bytes.extracting(first: count).withUnsafeBytes {
            unsafe Array($0)
        }
        buffer.consume(count + rest)
        searched = 0
        return line
    }

    private mutating func fill() throws(Failure) {
        do {
            isAtEnd = try Self.read(file, into: &buffer) == 0
        } catch {
            throw Failure("cannot read: \(error)")
        }
    }

    /// Reads what there is; 0 bytes at the end.
    private static func read(
        _ file: borrowing FileDescriptor, into buffer: inout ByteBuffer
    ) throws(Errno) -> Int {
        let before = buffer.count
        try buffer.append(upTo: 1 << 16) { room throws(Errno) in try file.read(into: &room) }
        return buffer.count - before
    }
}
