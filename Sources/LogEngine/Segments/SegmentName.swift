package import KafkaProtocol

/// The names of a segment's files: its first offset in twenty digits, and what the file holds.
package enum SegmentName {
    package enum Kind: String, CaseIterable, Sendable {
        case log
        case offsetIndex = "index"
        case timeIndex = "timeindex"
        case transactionIndex = "txnindex"
        case producerSnapshot = "snapshot"
    }

    /// What marks a file that is to be removed, and one that was cut away from a torn log.
    package static let deletedSuffix = ".deleted"
    package static let tornSuffix = ".torn"
    /// What compaction has written, and what it has written and will take.
    static let cleanedSuffix = ".cleaned"
    static let swapSuffix = ".swap"
    /// The kept part of a segment that is cut while it is being read.
    static let prefixSuffix = ".prefix"

    /// The name of a file in its partition's directory.
    package static func name(of baseOffset: Offset, _ kind: Kind) -> String {
        let digits = String(baseOffset.rawValue)
        return String(repeating: "0", count: max(0, 20 - digits.utf8.count)) + digits + "."
            + kind.rawValue
    }

    /// Reads a name; nil where it is none.
    package static func parse(_ name: String) -> (baseOffset: Offset, kind: Kind)? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 20,
            parts[0].utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let baseOffset = Int64(parts[0]), let kind = Kind(rawValue: String(parts[1]))
        else { return nil }
        return (Offset(rawValue: baseOffset), kind)
    }
}
