/// The lists that are written beside the messages.
enum SwiftTables {
    /// What the broker and the client must know of each API before they know a message.
    static func apis(_ apis: [ApiDefinition]) -> SwiftWriter.File {
        var text = SwiftText()
        text.line("// swift-format-ignore-file")
        text.line("// Written by MessageCompiler from Schema/.")
        text.line()
        text.block("extension ApiFacts") { text in
            text.line("/// All APIs, by key.")
            text.line("package static let all: [ApiFacts] = [")
            for api in apis.sorted(by: { $0.key < $1.key }) where !api.request.valid.isEmpty {
                text.line("    " + row(api))
            }
            text.line("]")
        }
        return SwiftWriter.File(path: "ApiFacts+All.swift", text: text.text)
    }

    private static func row(_ api: ApiDefinition) -> String {
        let valid = api.request.valid
        let flexible = api.request.flexible.intersection(valid)
        return "ApiFacts(key: \(api.key), name: \"\(api.name)\", "
            + "versions: \(valid.first)...\(valid.last), "
            + "advertised: \(api.advertised.first)...\(api.advertised.last), "
            + "flexibleFrom: \(flexible.isEmpty ? ".max" : String(flexible.first))),"
    }

    /// The list of all messages that the tests go through.
    static func messages(
        _ rows: [(message: String, schema: String, section: String)]
    ) -> SwiftWriter.File {
        var text = SwiftText()
        text.line("// swift-format-ignore-file")
        text.line("// Written by MessageCompiler from Sources/KafkaMessages/Schema/.")
        text.line("import KafkaMessages")
        text.line()
        text.block("extension MessageCase") { text in
            text.line("/// All messages, in the order of the schema.")
            text.line("static let all: [MessageCase] = [")
            for row in rows {
                text.line(
                    "    MessageCase(\(row.message).self, \"\(row.schema)\", \"\(row.section)\"),")
            }
            text.line("]")
        }
        return SwiftWriter.File(path: "MessageCase+All.swift", text: text.text)
    }
}
