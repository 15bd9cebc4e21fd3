/// Writes a message as a Swift struct that decodes and encodes itself.
struct SwiftWriter {
    /// A written file.
    struct File {
        /// Where it belongs in the folder of messages.
        let path: String

        let text: String
    }

    /// What a message says of itself beside its fields.
    private struct Kind {
        let conformance: String
        let summary: String
        var statics: [String] = []
    }

    /// The files of one file of the schema, of which `source` is the name.
    static func files(of schema: SchemaFile, source: String) -> [File] {
        switch schema {
        case .api(let api) where api.request.valid.isEmpty: []
        case .api(let api): [request(of: api, source), response(of: api, source)]
        case .group(let name, let messages):
            messages.map { record($0, group: name, source) }
        }
    }

    private static func request(of api: ApiDefinition, _ source: String) -> File {
        let kind = Kind(
            conformance: "RequestMessage", summary: "The request of \(api.name).",
            statics: [
                "package typealias Response = \(api.name)Response",
                "package static var apiKey: Int16 { \(api.key) }",
            ])
        return file(api.request, named: api.name + "Request", kind, folder: "", source)
    }

    private static func response(of api: ApiDefinition, _ source: String) -> File {
        let kind = Kind(
            conformance: "ResponseMessage", summary: "The response of \(api.name).",
            statics: ["package static var apiKey: Int16 { \(api.key) }"])
        return file(api.response, named: api.name + "Response", kind, folder: "", source)
    }

    private static func record(
        _ message: MessageDefinition, group: String, _ source: String
    ) -> File {
        var kind = Kind(conformance: "Message", summary: "A message of \(source).")
        if let type = message.recordType {
            kind = Kind(
                conformance: "TypedMessage", summary: kind.summary,
                statics: ["package static var recordType: Int16 { \(type) }"])
        }
        return file(message, named: message.name, kind, folder: folder(of: group), source)
    }

    /// The folder of a group's messages, such as `GroupCoordinatorRecords/`.
    private static func folder(of group: String) -> String {
        switch group {
        case "records_consumer_protocol": "ConsumerProtocol/"
        case "records_control": "ControlRecords/"
        case "records_group_coordinator": "GroupCoordinatorRecords/"
        case "records_kraft_metadata": "MetadataRecords/"
        case "records_share_coordinator": "ShareCoordinatorRecords/"
        case "records_transaction_log": "TransactionLogRecords/"
        default: "Others/"
        }
    }

    private static func file(
        _ message: MessageDefinition, named name: String, _ kind: Kind, folder: String,
        _ source: String
    ) -> File {
        var text = SwiftText()
        text.line("// swift-format-ignore-file")
        text.line("// Written by MessageCompiler from Schema/\(source).")
        text.line("package import Bytes")
        text.line()
        text.line("/// \(kind.summary)")
        let flexible = message.flexible.intersection(message.valid)
        let places = Place.all(message.fields, around: message.valid, flexible: flexible)
        text.block("package struct \(name): \(kind.conformance)") { text in
            for line in kind.statics { text.line(line) }
            text.line(
                "package static var versions: ClosedRange<Int16> { "
                    + "\(message.valid.first)...\(message.valid.last) }")
            text.line(
                "package static var flexibleFrom: Int16 { "
                    + "\(flexible.isEmpty ? ".max" : String(flexible.first)) }")
            text.line()
            body(places, around: message.valid, flexible, isDefaultAsked: false, &text)
        }
        return File(path: folder + name + ".swift", text: text.text)
    }
}

// MARK: - Structs

extension SwiftWriter {
    /// What stands in a struct: its fields, how it is decoded and encoded, and the structs in it.
    private static func body(
        _ places: [Place], around: Versions, _ flexible: Versions, isDefaultAsked: Bool,
        _ text: inout SwiftText
    ) {
        for place in places {
            if let versions = place.present.described(within: around) {
                text.line("/// In versions \(versions).")
            }
            text.line("package var \(place.property): \(place.type) = \(place.defaultValue)")
        }
        text.line()
        text.line("package init() {}")
        text.line()
        text.block(
            "@inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16)"
        ) {
            FieldCoder(places: places, around: around, flexible: flexible).writeDecoder(&$0)
        }
        text.line()
        text.block(
            "@inline(never) package func encode(to writer: inout ByteWriter, version: Int16)"
        ) {
            FieldCoder(places: places, around: around, flexible: flexible).writeEncoder(&$0)
        }
        if isDefaultAsked {
            text.line()
            let questions = places.map(\.differsFromDefault)
            text.line("var holdsDefaults: Bool { !(\(questions.joined(separator: " || "))) }")
        }
        for place in places where place.field.type == .fields {
            text.line()
            text.line("/// What \(place.field.isArray ? "one of " : "")`\(place.property)` holds.")
            text.block("package struct \(place.elementType): Fields") { text in
                let isTagged = !place.tagged.isEmpty && !place.field.isArray && !place.isOptional
                body(
                    place.children, around: place.present, flexible,
                    isDefaultAsked: isDefaultAsked || isTagged, &text)
            }
        }
    }
}
