import Foundation

/// The repository as its tests see it.
enum Repository {
    struct File {
        let path: String
        let text: String

        /// The modules that the file imports.
        var imports: [String] {
            text.matches(
                of:
                    /(?m)^(?:@\w+\s+)*(?:public |package |internal )?import (?:struct |enum |class |func )?(\w+)/
            )
            .map { String($0.output.1) }
        }

        var lines: [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false)
        }
    }

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The table at the head of the manifest, in its order.
    static func layers() throws -> [(target: String, imports: Set<String>)] {
        let manifest = try text("Package.swift")
        let table = manifest.prefix(
            upTo: manifest.firstRange(of: "\n]\n")?.lowerBound ?? manifest.endIndex)
        return
            table
            .matches(of: /\(\s*"(\w+)",\s*\[([^\]]*)\]\s*\)/)
            .map { row in
                let imports = row.output.2.matches(of: /\w+/).map { String($0.output) }
                return (String(row.output.1), Set(imports))
            }
    }

    static func swiftFiles(under folder: String) throws -> [File] {
        let base = root.appending(path: folder)
        let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
        return try (paths ?? []).sorted().filter { $0.hasSuffix(".swift") }.map { path in
            let text = try String(contentsOf: base.appending(path: path), encoding: .utf8)
            return File(path: "\(folder)/\(path)", text: text)
        }
    }

    /// The folders directly under `folder`.
    static func folders(under folder: String) throws -> [String] {
        let base = root.appending(path: folder)
        return try FileManager.default
            .contentsOfDirectory(at: base, includingPropertiesForKeys: [.isDirectoryKey])
            .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .map(\.lastPathComponent)
    }
}
