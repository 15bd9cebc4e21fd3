import Foundation
import Testing

/// A text file of commands and the answers expected of them.
///
/// A case is a line with a command and its arguments, a line `----`, and the answer up to the next
/// empty line; lines that begin with `#` are for the reader. `REWRITE_TRANSCRIPTS=1 swift test`
/// writes the answers got into the file, to be read as a diff before they are committed.
struct Transcript {
    private let name: String

    init(name: String) {
        self.name = name
    }

    /// Runs every command of the file and compares the answers.
    func run(
        sourceLocation: SourceLocation = #_sourceLocation, file: StaticString = #filePath,
        _ answer: ([Substring]) -> String
    ) throws {
        let url = URL(filePath: "\(file)").deletingLastPathComponent()
            .appending(path: "Transcripts/\(name).txt")
        var rewritten: [String] = []
        for paragraph in try String(contentsOf: url, encoding: .utf8)
            .trimmingCharacters(in: .newlines).components(separatedBy: "\n\n")
        {
            let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false)
            let remarks = lines.prefix { $0.hasPrefix("#") }
            guard let command = lines.dropFirst(remarks.count).first else {
                rewritten.append(paragraph)
                continue
            }
            let expected = lines.dropFirst(remarks.count + 2).joined(separator: "\n")
            let actual = answer(command.split(separator: " "))
            #expect(actual == expected, "\(name): \(command)", sourceLocation: sourceLocation)
            rewritten.append((remarks + [command, "----", actual[...]]).joined(separator: "\n"))
        }
        if ProcessInfo.processInfo.environment["REWRITE_TRANSCRIPTS"] == "1" {
            let text = rewritten.joined(separator: "\n\n") + "\n"
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
    }
}
