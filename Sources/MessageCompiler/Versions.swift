/// A set of versions of a message, such as `0-3,5,7+`.
struct Versions: Equatable {
    /// Bit n stands for version n; the highest bit for all from 63 on.
    private var bits: UInt64

    private init(bits: UInt64) {
        self.bits = bits
    }

    /// The set without a version.
    static let none = Versions(bits: 0)

    /// Reads the schema's notation: `none`, `3`, `3-5`, `3+`, or several of these with commas.
    ///
    /// Nil if it is none of these.
    init?(_ text: Substring) {
        bits = 0
        guard text != "none" else { return }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let range = Self.range(part) else { return nil }
            for version in range { bits |= 1 << UInt64(version) }
        }
    }

    /// One part of the notation as a range.
    private static func range(_ part: Substring) -> ClosedRange<Int>? {
        if part.hasSuffix("+") {
            return version(part.dropLast()).map { $0...63 }
        }
        let bounds = part.split(separator: "-", omittingEmptySubsequences: false).map(version)
        guard bounds.count <= 2, let low = bounds[0], let high = bounds[bounds.count - 1],
            low <= high
        else { return nil }
        return low...high
    }

    private static func version(_ text: Substring) -> Int? {
        guard let number = Int(text), (0...62).contains(number) else { return nil }
        return number
    }
}

// MARK: - As a set

extension Versions {
    var isEmpty: Bool { bits == 0 }

    /// The lowest version; the set must not be empty.
    var first: Int { bits.trailingZeroBitCount }

    /// The highest version; the set must not be empty.
    var last: Int { 63 - bits.leadingZeroBitCount }

    /// All versions, lowest first.
    var all: [Int] { (0...63).filter(contains) }

    func contains(_ version: Int) -> Bool {
        bits & 1 << UInt64(version) != 0
    }

    func intersection(_ other: Versions) -> Versions {
        Versions(bits: bits & other.bits)
    }

    func subtracting(_ other: Versions) -> Versions {
        Versions(bits: bits & ~other.bits)
    }

    /// The ranges without a gap that make up the set, lowest first.
    var ranges: [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for version in all {
            if let open = ranges.last, open.upperBound == version - 1 {
                ranges[ranges.count - 1] = open.lowerBound...version
            } else {
                ranges.append(version...version)
            }
        }
        return ranges
    }
}

// MARK: - As a condition in the written code

/// What must be asked of `version` in the written code.
enum Condition: Equatable {
    case always
    case never
    case when(String)

    /// The condition as a Swift expression.
    var expression: String {
        switch self {
        case .always: "true"
        case .never: "false"
        case .when(let expression): expression
        }
    }
}

extension Versions {
    /// How code that runs in the `known` versions only asks whether it runs in one of these.
    func condition(within known: Versions) -> Condition {
        let hit = intersection(known)
        guard !hit.isEmpty else { return .never }
        guard hit != known else { return .always }
        let questions = hit.ranges.map { range in
            switch (range.lowerBound > known.first, range.upperBound < known.last) {
            case (true, true) where range.count == 1: "version == \(range.lowerBound)"
            case (true, true):
                "(version >= \(range.lowerBound) && version <= \(range.upperBound))"
            case (true, false): "version >= \(range.lowerBound)"
            default: "version <= \(range.upperBound)"
            }
        }
        return .when(questions.joined(separator: " || "))
    }

    /// How a doc comment names these versions to a reader who knows that there are the `known` ones.
    func described(within known: Versions) -> String? {
        let hit = intersection(known)
        guard hit != known else { return nil }
        let names = hit.ranges.map { range in
            switch (range.upperBound == known.last, range.count) {
            case (true, _): "\(range.lowerBound)+"
            case (_, 1): "\(range.lowerBound)"
            default: "\(range.lowerBound)-\(range.upperBound)"
            }
        }
        return names.joined(separator: ", ")
    }
}
