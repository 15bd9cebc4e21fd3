package import Syscalls

extension Timestamp {
    /// Such as `2026-11-25T00:47:10.123Z`.
    package var iso8601: String {
        let (days, inDay) = rawValue.quotientAndRemainder(dividingByFloored: 86_400_000)
        let (year, month, day) = civilDate(daysSinceEpoch: days)
        let (seconds, milliseconds) = inDay.quotientAndRemainder(dividingBy: 1000)
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
            + "T\(time.joined(separator: ":")).\(padded(milliseconds, to: 3))Z"
    }

    /// Reads `2026-11-25T00:47:10.123Z`, the fraction being optional; nil for all else.
    package init?(iso8601 text: String) {
        let separators: Set<Character> = ["-", "T", ":", ".", "Z"]
        let parts = text.split(omittingEmptySubsequences: false) { separators.contains($0) }
        let numbers = parts.dropLast().map { Int64($0) }
        guard text.last == "Z", numbers.count == 6 || numbers.count == 7,
            numbers.allSatisfy({ $0 != nil })
        else { return nil }
        let fields = numbers.compactMap { $0 }
        guard (1...12).contains(fields[1]), (1...31).contains(fields[2]), fields[3] < 24,
            fields[4] < 60, fields[5] < 61
        else { return nil }
        let days = daysSinceEpoch(year: fields[0], month: fields[1], day: fields[2])
        let seconds = days * 86_400 + fields[3] * 3600 + fields[4] * 60 + fields[5]
        let fraction = numbers.count == 7 ? String(parts[6].prefix(3)) : "0"
        let scale: Int64 = [1, 100, 10, 1][min(fraction.count, 3)]
        self.init(rawValue: seconds * 1000 + (Int64(fraction) ?? 0) * scale)
    }
}

/// Year, month and day of a day, counted from 1970-01-01
/// (http://howardhinnant.github.io/date_algorithms.html).
private func civilDate(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(dividingByFloored: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}

/// The inverse of ``civilDate(daysSinceEpoch:)``.
private func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shiftedYear.quotientAndRemainder(dividingByFloored: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}

private func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    /// Rounds down, also below zero; the remainder is never negative.
    fileprivate func quotientAndRemainder(
        dividingByFloored divisor: Int64
    ) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
