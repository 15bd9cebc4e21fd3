import KafkaProtocol
import Syscalls

/// What lies in a partition's directory when its log is opened.
struct LogFiles {
    /// The first offsets of the segments, ascending.
    var segments: [Offset] = []
    /// The first offsets of the segments that may have an index of aborted transactions: it is there,
    /// or with the others it is not.
    var transactionIndexes: Set<Offset> = []
    /// Names of files that a crash has left and nobody needs.
    var leftovers: [String] = []
    /// Compacted segments that were to take the place of others, ascending.
    var swaps: [OfferedSegment] = []
    /// The first offsets of segments that were deleted, or replaced, and are not removed yet.
    var retired: [Offset] = []

    /// Lists a directory; nil where it does not exist.
    init?(in directory: String, on disk: any Disk) throws(Errno) {
        let names: [String]
        do throws(Errno) {
            names = try disk.list(directory).filter { !$0.isDirectory }.map(\.name)
        } catch .noSuchFile {
            return nil
        }
        segments = names.compactMap(SegmentName.parse).filter { $0.kind == .log }
            .map(\.baseOffset).sorted()
        let parsed = names.compactMap(SegmentName.parse)
        transactionIndexes = Set(segments)
            .subtracting(parsed.filter { $0.kind == .offsetIndex }.map(\.baseOffset))
            .union(parsed.filter { $0.kind == .transactionIndex }.map(\.baseOffset))
        leftovers = names.filter(isLeftover)
        swaps = names.compactMap(OfferedSegment.init).sorted { $0.baseOffset < $1.baseOffset }
        retired = names.filter { $0.hasSuffix(SegmentName.deletedSuffix) }.compactMap(Self.retired)
    }

    /// What the name of a deleted segment's log began with.
    private static func retired(_ name: String) -> Offset? {
        let original = name.split(separator: ".").prefix(2).joined(separator: ".")
        guard let (base, kind) = SegmentName.parse(original), kind == .log else { return nil }
        return base
    }

    private func isLeftover(_ name: String) -> Bool {
        if let (baseOffset, kind) = SegmentName.parse(name) {
            return kind != .log && kind != .producerSnapshot && !segments.contains(baseOffset)
        }
        return Self.suffixes.contains { name.hasSuffix($0) }
    }

    private static let suffixes = [
        SegmentName.deletedSuffix, SegmentName.prefixSuffix, ".tmp",
        SegmentName.cleanedSuffix,
    ]
}
