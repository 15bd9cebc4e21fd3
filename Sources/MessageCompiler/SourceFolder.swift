import Glibc

/// A folder of text files.
struct SourceFolder {
    let path: String

    /// A file that cannot be read, written or understood.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "\(path): \(reason)" }
    }

    private func full(_ name: String) -> String {
        path.isEmpty ? name : "\(path)/\(name)"
    }

    private func failure(_ name: String) -> Failure {
        Failure(path: full(name), reason: unsafe String(cString: strerror(errno)))
    }

    /// The paths of all files below the folder, in order; none if there is no such folder.
    func files() throws(Failure) -> [String] {
        try files(below: "").sorted()
    }

    private func files(below prefix: String) throws(Failure) -> [String] {
        guard let directory = unsafe opendir(full(prefix)) else {
            guard errno == ENOENT || errno == ENOTDIR else { throw failure(prefix) }
            return []
        }
        defer { unsafe _ = closedir(directory) }
        var paths: [String] = []
        while let entry = unsafe readdir(directory) {
            let isFolder = unsafe entry.pointee.d_type == UInt8(DT_DIR)
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix(".") else { continue }
            paths += isFolder ? try files(below: prefix + name + "/") : [prefix + name]
        }
        return paths
    }

    /// The text of a file.
    func read(_ name: String) throws(Failure) -> String {
        guard let file = unsafe fopen(full(name), "r") else { throw failure(name) }
        defer { unsafe _ = fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&piece, 1, piece.count, file)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece.prefix(count)
        }
    }

    /// Writes a file whole, and the folder it is in if there is none.
    func write(_ text: String, to name: String) throws(Failure) {
        if let slash = name.lastIndex(of: "/") { unsafe mkdir(full(String(name[..<slash])), 0o755) }
        guard let file = unsafe fopen(full(name), "w") else { throw failure(name) }
        let bytes = Array(text.utf8)
        let written = unsafe fwrite(bytes, 1, bytes.count, file)
        guard unsafe fclose(file) == 0, written == bytes.count else { throw failure(name) }
    }

    /// Removes a file.
    func remove(_ name: String) throws(Failure) {
        guard unsafe unlink(full(name)) == 0 else { throw failure(name) }
    }
}
