import KafkaProtocol

/// A segment that is to take others' place, as its file's name tells: `<base>.log.<end>.swap`.
struct OfferedSegment: Equatable {
    let baseOffset: Offset
    /// The offset after its last record, and the others'; Kafka's names (`<base>.log.swap`) do not tell it.
    let end: Offset?

    /// The name of its file.
    var name: String {
        let end = end.map { ".\($0)" } ?? ""
        return SegmentName.name(of: baseOffset, .log) + end + SegmentName.swapSuffix
    }

    init(baseOffset: Offset, end: Offset?) {
        self.baseOffset = baseOffset
        self.end = end
    }

    /// Reads a name; nil where it is none.
    init?(name: String) {
        guard name.hasSuffix(SegmentName.swapSuffix) else { return nil }
        let rest = name.dropLast(SegmentName.swapSuffix.count)
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard let (base, kind) = SegmentName.parse(parts.prefix(2).joined(separator: ".")),
            kind == .log
        else { return nil }
        baseOffset = base
        guard parts.count > 2 else {
            end = nil
            return
        }
        guard parts.count == 3, let offset = Int64(parts[2]), offset > base.rawValue else {
            return nil
        }
        end = Offset(rawValue: offset)
    }
}
