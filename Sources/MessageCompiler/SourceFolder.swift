import Syscalls

/// A folder of text files.
struct SourceFolder {
    let path: String

    /// A file that cannot be read, written or understood.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "\(path): \(reason)" }
    }

    /// The paths of all files below the folder, in order; none if there is no such folder.
    func files() throws(Failure) -> [String] {
        guard FileSystem.exists(path) else { return [] }
        return try files(below: "").sorted()
    }

    private func files(below prefix: String) throws(Failure) -> [String] {
        var paths: [String] = []
        for entry in try told(of: prefix, { folder throws(Errno) in try FileSystem.list(folder) }) {
            let name = prefix + entry.name
            paths += entry.isDirectory ? try files(below: name + "/") : [name]
        }
        return paths
    }

    /// The text of a file.
    func read(_ name: String) throws(Failure) -> String {
        try told(of: name) { file throws(Errno) in
            String(decoding: try FileSystem.contents(of: file), as: UTF8.self)
        }
    }

    /// Writes a file whole, and the folder it is in if there is none.
    func write(_ text: String, to name: String) throws(Failure) {
        try told(of: name) { file throws(Errno) in
            try FileSystem.makeDirectories(FileSystem.parent(of: file))
            try FileSystem.replace(file, with: Array(text.utf8))
        }
    }

    /// Removes a file.
    func remove(_ name: String) throws(Failure) {
        try told(of: name) { file throws(Errno) in try FileSystem.remove(file) }
    }

    /// Does something with a file; what the kernel says against it is told with the file's path.
    private func told<Result>(
        of name: String, _ body: (String) throws(Errno) -> Result
    ) throws(Failure) -> Result {
        let file = "\(path)/\(name)"
        do throws(Errno) {
            return try body(file)
        } catch {
            throw Failure(path: file, reason: error.description)
        }
    }
}
