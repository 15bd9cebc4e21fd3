/// A field where it stands: the versions of its struct say which of its own are left.
struct Place {
    let field: Field

    /// The versions in which the struct around it exists.
    let around: Versions

    /// The versions in which the message is flexible.
    let flexible: Versions

    /// The versions in which the field exists.
    var present: Versions { field.versions.intersection(around) }

    /// The versions in which it stands in the tag section.
    var tagged: Versions { field.tagged.intersection(present) }

    /// The versions in which it stands in line.
    var inLine: Versions { present.subtracting(tagged) }

    /// Whether there is a version in which it may be null (records say so themselves).
    var isOptional: Bool {
        field.type != .records && !field.nullable.intersection(present).isEmpty
    }

    /// The places of a struct's fields that exist in any of the versions.
    static func all(_ fields: [Field], around: Versions, flexible: Versions) -> [Place] {
        fields.map { Place(field: $0, around: around, flexible: flexible) }
            .filter { !$0.present.isEmpty }
    }

    /// The places of its fields, when it is a struct.
    var children: [Place] {
        Place.all(field.children, around: present, flexible: flexible)
    }
}

// MARK: - In Swift

extension Place {
    /// The property's name: the schema's, begun with a small letter.
    var property: String {
        let name = field.name.prefix(1).lowercased() + field.name.dropFirst()
        return name == "protocol" ? "`protocol`" : name
    }

    /// The property as written code reads it, beside the arguments `reader`, `writer`, `version`.
    var access: String {
        let taken = ["reader", "writer", "version", "flexible", "tags", "tag"]
        return taken.contains(property) ? "self.\(property)" : property
    }

    /// The type of one of it.
    var elementType: String {
        switch field.type {
        case .bool: "Bool"
        case .int8: "Int8"
        case .int16: "Int16"
        case .int32: "Int32"
        case .int64: "Int64"
        case .uint16: "UInt16"
        case .uint32: "UInt32"
        case .float64: "Double"
        case .uuid: "Uuid"
        case .string: "String"
        case .bytes: "[UInt8]"
        case .records: "Records"
        case .fields: field.name.prefix(1).uppercased() + field.name.dropFirst()
        }
    }

    /// The property's type.
    var type: String {
        (field.isArray ? "[\(elementType)]" : elementType) + (isOptional ? "?" : "")
    }

    /// The value when it is absent.
    var defaultValue: String {
        if field.defaultValue == "null", isOptional { return "nil" }
        if field.isArray { return "[]" }
        switch field.type {
        case .bool: return field.defaultValue ?? "false"
        case .int8, .int16, .int32, .int64, .uint16, .uint32, .float64:
            return field.defaultValue ?? "0"
        case .uuid: return ".zero"
        case .string: return quoted(field.defaultValue)
        case .bytes: return "[]"
        case .records: return field.defaultValue == "null" ? ".null" : ".empty"
        case .fields: return "\(elementType)()"
        }
    }

    /// A string default: the schema writes the empty one as two quotes.
    private func quoted(_ text: String?) -> String {
        guard let text, text != "null", text != "\"\"" else { return "\"\"" }
        return "\"\(text)\""
    }

    /// The question whether it has another value than its default.
    var differsFromDefault: String {
        if isOptional {
            precondition(field.defaultValue == "null", "an optional tag whose default is a value")
            return "\(access) != nil"
        }
        if field.isArray { return "!\(access).isEmpty" }
        switch field.type {
        case .bool: return defaultValue == "true" ? "!\(access)" : access
        case .uuid: return "!\(access).isZero"
        case .bytes: return "!\(access).isEmpty"
        case .string:
            return defaultValue == "\"\"" ? "!\(access).isEmpty" : "\(access) != \(defaultValue)"
        case .fields: return "!\(access).holdsDefaults"
        default: return "\(access) != \(defaultValue)"
        }
    }
}
