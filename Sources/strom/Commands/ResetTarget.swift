internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Syscalls
import Telemetry

/// Where a group is set.
enum ResetTarget: Equatable {
    case earliest
    case latest
    case offset(Int64)
    /// The first record of a time, in milliseconds since 1970, or later.
    case time(Int64)
    /// The first record of the last so many milliseconds.
    case duration(Int64)
    case shift(Int64)

    /// The place of a partition whose records lie in `range`; nil where it cannot be said.
    ///
    /// `ofTime` finds the first record of a time.
    func offset(
        from: Int64?, in range: Range<Int64>, now: Int64,
        ofTime: (Int64) throws(ClientError) -> Int64
    ) throws(ClientError) -> Int64? {
        let wanted: Int64
        switch self {
        case .earliest: wanted = range.lowerBound
        case .latest: wanted = range.upperBound
        case .offset(let offset): wanted = offset
        case .time(let time): wanted = try ofTime(time)
        case .duration(let milliseconds): wanted = try ofTime(max(now - milliseconds, 0))
        case .shift(let count):
            guard let from else { return nil }
            let (sum, overflows) = from.addingReportingOverflow(count)
            wanted = overflows ? (count < 0 ? 0 : .max) : sum
        }
        return min(max(wanted, range.lowerBound), range.upperBound)
    }
}

/// What is done to one partition.
struct ResetStep {
    let topic: String
    let partition: Int32
    /// Nil where the group had committed nothing.
    let from: Int64?
    let to: Int64

    /// Nil where there is nothing to begin at: a shift of what was never committed.
    init?(
        _ target: ResetTarget, topic: String, partition: Int32, from: Int64?, now: Int64,
        by client: KafkaClient
    ) throws(ClientError) {
        func ask(_ query: OffsetQuery) throws(ClientError) -> Int64 {
            try client.offset(query, topic: topic, partition: partition).rawValue
        }
        let first = try ask(.beginning)
        let end = max(first, try ask(.end))
        let offset = try target.offset(from: from, in: first..<end, now: now) {
            time throws(ClientError) in try ask(.atOrAfter(time))
        }
        guard let offset else { return nil }
        self.topic = topic
        self.partition = partition
        self.from = from
        to = offset
    }

    var json: JSON {
        .object([
            ("topic", .string(topic)), ("partition", JSON(partition)),
            ("from", from.map { JSON($0) } ?? .null), ("to", JSON(to)),
        ])
    }
}

/// A time as one writes it: `2026-11-25T08:00:00Z`, `1764031630123` or `@1764031630123`.
struct PointInTime: ExpressibleByArgument, Equatable {
    let milliseconds: Int64

    init?(argument: String) {
        let digits = argument.hasPrefix("@") ? argument.dropFirst() : argument[...]
        if let number = Int64(digits), number >= 0 {
            milliseconds = number
        } else if let time = Timestamp(iso8601: argument) {
            milliseconds = time.rawValue
        } else {
            return nil
        }
    }
}

/// A length of time as ISO 8601 has it: `P2DT3H4M5.5S`.
struct LengthOfTime: ExpressibleByArgument, Equatable {
    let milliseconds: Int64

    init?(argument: String) {
        let parts = argument.uppercased().dropFirst().split(
            separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard argument.uppercased().hasPrefix("P"), let days = parts.first,
            var sum = Self.sum(days, units: [("W", 604_800_000), ("D", 86_400_000)])
        else { return nil }
        if parts.count == 2 {
            let units: [(Character, Double)] = [("H", 3_600_000), ("M", 60_000), ("S", 1000)]
            guard !parts[1].isEmpty, let time = Self.sum(parts[1], units: units) else {
                return nil
            }
            sum += time
        }
        guard argument.count > 1, sum < 1e15 else { return nil }
        milliseconds = Int64(sum)
    }

    /// Numbers with their units, in the order of the units.
    private static func sum(_ text: Substring, units: [(Character, Double)]) -> Double? {
        var rest = text
        var sum = 0.0
        for (unit, milliseconds) in units {
            guard let end = rest.firstIndex(of: unit) else { continue }
            let digits = rest[..<end]
            guard digits.allSatisfy({ $0.isNumber || $0 == "." }), let number = Double(digits)
            else { return nil }
            sum += number * milliseconds
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? sum : nil
    }
}
