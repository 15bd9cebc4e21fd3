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

    /// Number and name of each API: its file is called so, such as `003_Metadata.txt`.
    static func apis() throws -> [(number: Int, name: String)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap {
            file in
            guard let number = Int(file.prefix(3)), file.hasSuffix(".txt") else { return nil }
            return (number, String(file.dropFirst(4).dropLast(4)))
        }
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/KafkaMessages/Schema")
}
