/// Reads a file of the schema; `Schema/FORMAT.md` tells the notation.
struct SchemaParser {
    /// Why a file cannot be read.
    struct Failure: Error, Equatable, CustomStringConvertible {
        let line: Int
        let reason: String

        var description: String { "\(line): \(reason)" }
    }

    private var head: [String: [Substring]] = [:]
    private var messages: [MessageDefinition] = []
    private var lineNumber = 0

    /// The file with this text.
    static func parse(_ text: String) throws(Failure) -> SchemaFile {
        var parser = SchemaParser()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            parser.lineNumber += 1
            try parser.read(line)
        }
        return try parser.finish()
    }

    private func failure(_ reason: String) -> Failure {
        Failure(line: lineNumber, reason: reason)
    }

    /// Reads one line: a head line, the start of a message, a field, or nothing.
    private mutating func read(_ line: Substring) throws(Failure) {
        let words = line.split(separator: " ")
        guard let first = words.first, !first.hasPrefix("#") else { return }
        let depth = line.prefix { $0 == " " }.count
        guard depth == 0 else {
            guard !messages.isEmpty, depth % 2 == 0 else { throw failure("a field of nothing") }
            let field = try field(words)
            try add(field, at: depth / 2 - 1, to: &messages[messages.count - 1].fields)
            return
        }
        switch first {
        case "request", "response": try messages.append(message(String(first), words.dropFirst()))
        case "message":
            guard words.count > 1 else { throw failure("a message without a name") }
            try messages.append(message(String(words[1]), words.dropFirst(2)))
        default: head[String(first)] = Array(words.dropFirst())
        }
    }

    /// Hangs a field so many levels below the last one of its list.
    private func add(
        _ field: Field, at depth: Int, to fields: inout [Field]
    ) throws(Failure) {
        guard depth > 0 else {
            fields.append(field)
            return
        }
        guard let parent = fields.last, parent.type == .fields else {
            throw failure("a field of what is no struct")
        }
        try add(field, at: depth - 1, to: &fields[fields.count - 1].children)
    }

    /// What the lines make up together.
    private func finish() throws(Failure) -> SchemaFile {
        if let group = head["group"]?.first {
            return .group(name: String(group), messages: messages)
        }
        guard let api = head["api"], api.count == 2, let key = Int(api[0]) else {
            throw failure("neither `api KEY NAME` nor `group NAME`")
        }
        guard let advertised = head["advertise"]?.first.flatMap({ Versions($0) }),
            messages.map(\.name) == ["request", "response"]
        else { throw failure("an api has `advertise`, `request` and `response`") }
        return .api(
            ApiDefinition(
                key: key, name: String(api[1]), advertised: advertised, request: messages[0],
                response: messages[1]))
    }
}

// MARK: - Lines

extension SchemaParser {
    private func message(
        _ name: String, _ words: ArraySlice<Substring>
    ) throws(Failure) -> MessageDefinition {
        let attributes = try attributes(
            words, known: ["valid", "legacy", "flexible", "unstable", "type"])
        return MessageDefinition(
            name: name,
            valid: try versions(attributes["valid"], of: "valid"),
            flexible: try versions(attributes["flexible"], of: "flexible"),
            recordType: attributes["type"].flatMap { Int($0) })
    }

    private func field(_ words: [Substring]) throws(Failure) -> Field {
        guard words.count >= 3 else { throw failure("a field is NAME TYPE VERSIONS") }
        let isArray = words[1].hasPrefix("[]")
        let typeName = words[1].dropFirst(isArray ? 2 : 0)
        guard let type = FieldType(rawValue: String(typeName)) else {
            throw failure("no type `\(typeName)`")
        }
        let attributes = try attributes(
            words.dropFirst(3), known: ["null", "tag", "tagged", "default"])
        let tag = attributes["tag"].flatMap { Int($0) }
        let tagged = try versions(attributes["tagged"] ?? "none", of: "tagged")
        guard (tag == nil) == tagged.isEmpty else { throw failure("`tag` goes with `tagged`") }
        return Field(
            name: String(words[0]), type: type, isArray: isArray,
            versions: try versions(words[2], of: "versions"),
            nullable: try versions(attributes["null"] ?? "none", of: "null"),
            tag: tag, tagged: tagged, defaultValue: attributes["default"].map(String.init))
    }

    private func attributes(
        _ words: ArraySlice<Substring>, known: Set<Substring>
    ) throws(Failure) -> [Substring: Substring] {
        var attributes: [Substring: Substring] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, known.contains(parts[0]) else {
                throw failure("no attribute `\(word)`")
            }
            attributes[parts[0]] = parts[1]
        }
        return attributes
    }

    private func versions(_ text: Substring?, of what: String) throws(Failure) -> Versions {
        guard let text, let versions = Versions(text) else {
            throw failure("`\(what)` must be versions, such as 0-3 or 4+")
        }
        return versions
    }
}
