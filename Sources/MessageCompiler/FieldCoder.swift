/// Writes how the fields of one struct are decoded and encoded.
///
/// The calls go to ByteReader+Fields and ByteWriter+Fields of KafkaMessages, which are not inlined:
/// a field costs a call, not a copy of the checks.
struct FieldCoder {
    /// The fields, in the order of the wire.
    let places: [Place]

    /// The versions in which the struct exists.
    let around: Versions

    /// The versions in which the message is flexible.
    let flexible: Versions

    /// Whether the struct is flexible, asked in all versions it has.
    private var isFlexible: Condition { flexible.condition(within: around) }

    /// The fields that stand in line, with what must be asked before; neighbours share a question.
    private var runs: [(condition: Condition, places: [Place])] {
        var runs: [(condition: Condition, places: [Place])] = []
        for place in places {
            let condition = place.inLine.condition(within: around)
            if runs.last?.condition == condition {
                runs[runs.count - 1].places.append(place)
            } else {
                runs.append((condition, [place]))
            }
        }
        return runs
    }

    /// The fields that stand in the tag section of some version, by tag.
    private var taggedPlaces: [Place] {
        places.filter { !$0.tagged.isEmpty }.sorted { ($0.field.tag ?? 0) < ($1.field.tag ?? 0) }
    }

    /// Whether a length in these versions is compact, as an expression.
    private func compact(in versions: Versions) -> String {
        switch flexible.condition(within: versions) {
        case .always: "true"
        case .never: "false"
        case .when: "flexible"
        }
    }

    /// Whether the code of the struct asks `flexible`.
    private var asksFlexible: Bool {
        guard case .when = isFlexible else { return false }
        return true
    }
}

// MARK: - Decoding

extension FieldCoder {
    /// Writes the body of `init(fieldsFrom:version:)`.
    func writeDecoder(_ text: inout SwiftText) {
        if asksFlexible { text.line("let flexible = \(isFlexible.expression)") }
        for run in runs {
            text.whenever(run.condition) { text in
                for place in run.places {
                    text.line("\(place.access) = \(read(place, in: place.inLine))")
                }
            }
        }
        guard !taggedPlaces.isEmpty else {
            if isFlexible != .never { text.line("reader.skipTags(\(compact(in: around)))") }
            return
        }
        text.whenever(asksFlexible ? .when("flexible") : isFlexible) { text in
            text.line("var tags = reader.tags()")
            text.block("while let tag = reader.next(&tags)") { text in
                text.line("switch tag {")
                for place in taggedPlaces { writeTagReader(place, &text) }
                text.line("default: break")
                text.line("}")
            }
        }
    }

    private func writeTagReader(_ place: Place, _ text: inout SwiftText) {
        let within = flexible.intersection(around)
        let question: String
        switch place.tagged.condition(within: within) {
        case .when(let expression): question = " where \(expression)"
        default: question = ""
        }
        text.line(
            "case \(place.field.tag ?? 0)\(question): "
                + "\(place.access) = \(read(place, in: place.tagged, isTagged: true))")
    }

    /// The expression that reads a field in these versions.
    private func read(_ place: Place, in versions: Versions, isTagged: Bool = false) -> String {
        let field = place.field
        let compact = compact(in: versions)
        let nullable = field.nullable.condition(within: versions).expression
        let isNullable = place.isOptional && nullable != "false"
        let name = functionName(place)
        switch (field.type, field.isArray) {
        case (.fields, true):
            return isNullable
                ? "reader.optionalStructs(\(compact), nullable: \(nullable), version)"
                : "reader.structs(\(compact), version)"
        case (.fields, false) where isNullable:
            precondition(nullable == "true", "a struct that may be null in some versions only")
            return isTagged
                ? "reader.optionalTaggedStruct(version)" : "reader.optionalStruct(version)"
        case (.fields, false):
            return "\(place.elementType)(fieldsFrom: &reader, version: version)"
        case (.records, false):
            return "reader.records(\(compact), nullable: \(nullable))"
        case (.string, false), (.bytes, false), (_, true):
            return isNullable
                ? "reader.optional\(name.prefix(1).uppercased() + name.dropFirst())"
                    + "(\(compact), nullable: \(nullable))"
                : "reader.\(name)(\(compact))"
        default:
            return "reader.\(name)()"
        }
    }

    /// The name under which reader and writer know the type.
    private func functionName(_ place: Place) -> String {
        let name = place.field.type == .fields ? "struct" : place.field.type.rawValue
        return place.field.isArray ? name + "s" : name
    }
}

// MARK: - Encoding

extension FieldCoder {
    /// Writes the body of `encode(to:version:)`.
    func writeEncoder(_ text: inout SwiftText) {
        if asksFlexible { text.line("let flexible = \(isFlexible.expression)") }
        for run in runs {
            text.whenever(run.condition) { text in
                for place in run.places {
                    text.line(write(place, in: place.inLine))
                }
            }
        }
        guard !taggedPlaces.isEmpty else {
            if isFlexible != .never { text.line("writer.noTags(\(compact(in: around)))") }
            return
        }
        text.whenever(asksFlexible ? .when("flexible") : isFlexible) { text in
            text.line("var tags = writer.tags()")
            for place in taggedPlaces { writeTagWriter(place, &text) }
        }
    }

    private func writeTagWriter(_ place: Place, _ text: inout SwiftText) {
        let within = flexible.intersection(around)
        var question = place.differsFromDefault
        if case .when(let expression) = place.tagged.condition(within: within) {
            question = "\(expression), \(question)"
        }
        text.block("if \(question)") { text in
            text.line("writer.begin(\(place.field.tag ?? 0), &tags)")
            text.line(write(place, in: place.tagged, isTagged: true))
            text.line("writer.end(&tags)")
        }
    }

    /// The statement that writes a field in these versions.
    private func write(_ place: Place, in versions: Versions, isTagged: Bool = false) -> String {
        let field = place.field
        let compact = compact(in: versions)
        let nullable = field.nullable.condition(within: versions).expression
        let name = functionName(place)
        let optional = "optional\(name.prefix(1).uppercased() + name.dropFirst())"
        switch (field.type, field.isArray) {
        case (.fields, true):
            return place.isOptional
                ? "writer.optionalStructs(\(place.access), \(compact), nullable: \(nullable), version)"
                : "writer.structs(\(place.access), \(compact), version)"
        case (.fields, false) where place.isOptional:
            return isTagged
                ? "writer.optionalTaggedStruct(\(place.access), version)"
                : "writer.optionalStruct(\(place.access), version)"
        case (.fields, false):
            return "\(place.access).encode(to: &writer, version: version)"
        case (.records, false):
            return "writer.records(\(place.access), \(compact), nullable: \(nullable))"
        case (.string, false), (.bytes, false), (_, true):
            return place.isOptional
                ? "writer.\(optional)(\(place.access), \(compact), nullable: \(nullable))"
                : "writer.\(name)(\(place.access), \(compact))"
        default:
            return "writer.\(name)(\(place.access))"
        }
    }
}
