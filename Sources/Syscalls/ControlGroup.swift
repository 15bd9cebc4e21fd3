/// The control group that this process is in, as far as its memory goes.
package enum ControlGroup {
    /// Bytes of memory that the group may take; nil where nothing bounds it, or it cannot be told.
    static var memory: Int? {
        let membership = text(of: "/proc/self/cgroup") ?? ""
        return limitFiles(of: membership).compactMap { limit(text(of: $0) ?? "") }.min()
    }

    /// The files that hold the limit, of version 2 and of version 1.
    ///
    /// Inside of a container the group's own path may not be there: what is mounted is the group then.
    ///
    /// - Parameters:
    ///   - membership: what `/proc/self/cgroup` says.
    ///   - root: where control groups are mounted.
    /// - Returns: their paths, whether they are there or not.
    package static func limitFiles(
        of membership: String, under root: String = "/sys/fs/cgroup"
    ) -> [String] {
        var files = ["\(root)/memory.max", "\(root)/memory/memory.limit_in_bytes"]
        for line in membership.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[2] != "/" else { continue }
            if fields[0] == "0", fields[1].isEmpty {
                files.append("\(root)\(fields[2])/memory.max")
            } else if fields[1].split(separator: ",").contains("memory") {
                files.append("\(root)/memory\(fields[2])/memory.limit_in_bytes")
            }
        }
        return files
    }

    /// What such a file says; nil for none (`max`).
    package static func limit(_ text: String) -> Int? {
        Int(text.prefix { $0 != "\n" })
    }

    private static func text(of path: String) -> String? {
        guard let bytes = try? FileSystem.contents(of: path) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
