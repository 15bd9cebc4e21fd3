import Bytes
import KafkaMessages
import Testing

@testable import MessageCompiler

/// A message under test, and where the schema defines it.
struct MessageCase: Sendable, CustomTestStringConvertible {
    let type: any Message.Type
    private let source: String
    private let section: String

    init(_ type: any Message.Type, _ source: String, _ section: String) {
        self.type = type
        self.source = source
        self.section = section
    }

    var testDescription: String { "\(type)" }

    /// What the schema says of it.
    func definition() throws -> MessageDefinition {
        switch try Self.schema.get()[source] {
        case .api(let api): section == "request" ? api.request : api.response
        case .group(_, let messages): try #require(messages.first { $0.name == section })
        case nil: throw SourceFolder.Failure(path: source, reason: "not in the schema")
        }
    }

    /// A sample of each version.
    func samples(_ style: Sample.Style) throws -> [(version: Int16, sample: Sample)] {
        let definition = try definition()
        return definition.valid.all.map {
            (Int16($0), Sample(of: definition, version: $0, style))
        }
    }

    /// All files of the schema, read once.
    private static let schema = Result {
        let folder = SourceFolder(path: Repository.path("Sources/KafkaMessages/Schema"))
        var files: [String: SchemaFile] = [:]
        for file in try folder.files() where Compilation.holdsMessages(file) {
            files[file] = try Compilation.parse(file, in: folder)
        }
        return files
    }
}

/// The repository that the tests stand in.
enum Repository {
    static func path(_ name: String) -> String {
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
            .joined(separator: "/") + "/" + name
    }
}

// MARK: - Coding

extension Message {
    /// Decodes the bytes as a frame of a client would be.
    static func decoded(_ bytes: [UInt8], version: Int16) throws(MalformedMessage) -> Self {
        var reader = ByteReader(
            unsafe bytes.span.bytes, budget: ByteReader.budget(forFrameOf: bytes.count))
        return try Self(from: &reader, version: version)
    }

    /// Encodes it; where its records belong stand those that `frame` has at the same place.
    func encoded(version: Int16, recordsOf frame: [UInt8] = []) -> [UInt8] {
        var writer = ByteWriter()
        encode(to: &writer, version: version)
        let splices = writer.splices
        var reader = ByteReader(writer.buffer.bytes)
        var bytes: [UInt8] = []
        for splice in splices {
            while reader.position < splice.position { bytes.append(reader.read()) }
            bytes += frame[bytes.count...].prefix(splice.byteCount)
        }
        while reader.remaining > 0 { bytes.append(reader.read()) }
        return bytes
    }

    /// Decodes the bytes and encodes what they mean.
    static func recoded(_ bytes: [UInt8], version: Int16) throws(MalformedMessage) -> [UInt8] {
        try decoded(bytes, version: version).encoded(version: version, recordsOf: bytes)
    }
}
