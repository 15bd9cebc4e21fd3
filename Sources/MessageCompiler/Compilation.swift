/// All that the compiler writes, made from all that it reads.
struct Compilation {
    /// The file of each message, in the order of the schema.
    let messages: [SwiftWriter.File]

    /// The list of all messages, for the tests.
    let list: SwiftWriter.File

    /// Compiles a folder of the schema.
    init(of folder: SourceFolder) throws(SourceFolder.Failure) {
        var apis: [ApiDefinition] = []
        var files: [SwiftWriter.File] = []
        var names: [(message: String, schema: String, section: String)] = []
        for source in try folder.files() where Self.holdsMessages(source) {
            let schema = try Self.parse(source, in: folder)
            let written = SwiftWriter.files(of: schema, source: source)
            files += written
            if case .api(let api) = schema { apis.append(api) }
            names += zip(written, Self.sections(of: schema)).map { ($0.typeName, source, $1) }
        }
        files.append(SwiftTables.apis(apis))
        messages = files
        list = SwiftTables.messages(names)
    }

    /// Reads one file of the schema.
    static func parse(
        _ source: String, in folder: SourceFolder
    ) throws(SourceFolder.Failure) -> SchemaFile {
        let text = try folder.read(source)
        do throws(SchemaParser.Failure) {
            return try SchemaParser.parse(text)
        } catch {
            throw SourceFolder.Failure(path: "\(source):\(error.line)", reason: error.reason)
        }
    }

    /// Whether a file of the schema defines messages; the others are facts in other notations.
    static func holdsMessages(_ source: String) -> Bool {
        source.hasSuffix(".txt")
            && (source.prefix(3).allSatisfy(\.isNumber) || source.hasPrefix("records_")
                || source == "misc_data.txt")
    }

    /// The names that the schema has for the messages of a file.
    private static func sections(of schema: SchemaFile) -> [String] {
        switch schema {
        case .api: ["request", "response"]
        case .group(_, let messages): messages.map(\.name)
        }
    }
}

extension SwiftWriter.File {
    /// The name of the type in the file.
    var typeName: String {
        String((path.split(separator: "/").last ?? "").dropLast(".swift".count))
    }
}
