package import Syscalls

/// A line of the log.
package struct LogLine: Sendable {
    package let time: Timestamp
    package let level: String
    /// The part of the broker that speaks.
    package let part: String
    package let message: String
    /// What it speaks of, by name.
    package let fields: [(String, String)]

    package init(
        time: Timestamp, level: String, part: String, message: String, fields: [(String, String)]
    ) {
        self.time = time
        self.level = level
        self.part = part
        self.message = message
        self.fields = fields
    }

    /// The line with its end.
    package func rendered(as format: LogFormat) -> String {
        switch format {
        case .text: text + "\n"
        case .json: json.text + "\n"
        }
    }

    /// One line whatever the message holds: what comes from clients must not look like another line.
    private var text: String {
        var line = "\(time.iso8601) \(level.uppercased()) \(part): \(onOneLine(message))"
        for (name, value) in fields {
            line += " \(name)=\(quotedIfNeeded(value))"
        }
        return line
    }

    private var json: JSON {
        .object(
            [
                ("time", .string(time.iso8601)), ("level", .string(level)),
                ("part", .string(part)), ("message", .string(message)),
            ] + fields.map { ($0, .string($1)) })
    }

    private func quotedIfNeeded(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy { $0 > " " && $0 != "\"" && $0 != "\u{7f}" }
        return isPlain && !value.isEmpty ? value : JSON.string(value).text
    }

    private func onOneLine(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { $0 >= " " && $0 != "\u{7f}" }
        return isPlain ? text : JSON.string(text).text
    }
}
