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
    /// The first offsets of compacted segments that were to take the place of others, ascending.
    var swaps: [Offset] = []

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
        swaps = names.filter { $0.hasSuffix(SegmentName.swapSuffix) }
            .compactMap { SegmentName.parse(String($0.dropLast(SegmentName.swapSuffix.count))) }
            .filter { $0.kind == .log }.map(\.baseOffset).sorted()
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
