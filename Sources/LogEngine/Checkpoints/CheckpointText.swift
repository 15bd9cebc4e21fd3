/// The text of Kafka's checkpoint files: a line with the version 0, one with the number of rows,
/// and a line for each row, its fields divided by a blank.
enum CheckpointText {
    /// The rows as text.
    static func text(of rows: some Collection<String>) -> [UInt8] {
        var text = "0\n\(rows.count)\n"
        for row in rows {
            text += row
            text += "\n"
        }
        return Array(text.utf8)
    }

    /// The fields of each row; nil where the text is anything but whole.
    static func rows(of bytes: [UInt8], fields: Int) -> [[Substring]]? {
        guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else {
            return nil
        }
        let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 2, lines[0] == "0", let count = Int(lines[1]),
            count == lines.count - 2
        else { return nil }

        let rows = lines.dropFirst(2).map {
            $0.split(separator: " ", omittingEmptySubsequences: false)
        }
        return rows.allSatisfy { $0.count == fields } ? rows : nil
    }
}
