import Foundation

/// The statement of the protocol that the messages are made from.
enum Schema {
    /// The lines of one of its files, as words, without remarks.
    static func lines(of file: String) throws -> [[Substring]] {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: " ") }
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/KafkaMessages/Schema")
}
