/// A file of the schema: one API with its two messages, or a group of messages kept in a topic.
enum SchemaFile {
    case api(ApiDefinition)
    case group(name: String, messages: [MessageDefinition])
}

/// An API of the protocol.
struct ApiDefinition {
    let key: Int
    let name: String

    /// The versions that a broker names in ApiVersions; Produce names some that it refuses.
    let advertised: Versions

    let request: MessageDefinition
    let response: MessageDefinition
}

/// A message: its versions and its fields.
struct MessageDefinition {
    let name: String

    /// The versions that exist.
    let valid: Versions

    /// The versions with compact lengths and tagged fields.
    let flexible: Versions

    /// The number by which a topic tells its kinds of records apart.
    let recordType: Int?

    var fields: [Field] = []
}

/// A field of a message or of a struct in it.
struct Field {
    let name: String
    let type: FieldType
    let isArray: Bool
    let versions: Versions

    /// The versions in which null may stand here.
    let nullable: Versions

    /// The number under which it stands in the tag section in the `tagged` versions.
    let tag: Int?

    let tagged: Versions

    /// The value when it is absent; nil is zero, empty or all defaults, by its type.
    let defaultValue: String?

    /// The fields of a struct.
    var children: [Field] = []
}

/// What a field holds one or many of.
enum FieldType: String {
    case bool, int8, int16, int32, int64, uint16, uint32, float64, uuid, string, bytes, records
    case fields = "struct"
}
