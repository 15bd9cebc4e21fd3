/// The control group that this process is in, as far as its memory goes.
package enum ControlGroup {
    /// The smallest limit on the way from the process's group up to the root: each holds for all below.
    ///
    /// - Parameters:
    ///   - membership: what `/proc/self/cgroup` says; nil to read it.
    ///   - root: where control groups are mounted.
    /// - Returns: bytes of memory; nil where nothing bounds it, or it cannot be told.
    package static func memory(
        of membership: String? = nil, under root: String = "/sys/fs/cgroup"
    ) -> Int? {
        let membership = membership ?? text(of: "/proc/self/cgroup") ?? ""
        return limitFiles(of: membership, under: root).compactMap { limit(text(of: $0) ?? "") }
            .min()
    }

    /// The files that hold the limits of the group and of all above it, of version 2 and of version 1.
    ///
    /// Inside of a container the group's own path may not be there: what is mounted is the group then,
    /// and what is above it cannot be seen.
    ///
    /// - Returns: their paths, from the root down, whether they are there or not.
    package static func limitFiles(of membership: String, under root: String) -> [String] {
        var files = ["\(root)/memory.max", "\(root)/memory/memory.limit_in_bytes"]
        for line in membership.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            if fields[0] == "0", fields[1].isEmpty {
                files += ways(down: fields[2]).map { "\(root)\($0)/memory.max" }
            } else if fields[1].split(separator: ",").contains("memory") {
                files += ways(down: fields[2]).map { "\(root)/memory\($0)/memory.limit_in_bytes" }
            }
        }
        return files
    }

    /// A path and all above it but the root, from there down: `/a` and `/a/b`.
    private static func ways(down path: Substring) -> [String] {
        var ways: [String] = []
        for name in path.split(separator: "/") {
            ways.append((ways.last ?? "") + "/" + name)
        }
        return ways
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
