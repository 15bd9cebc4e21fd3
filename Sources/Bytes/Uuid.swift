/// A 128-bit identifier, of a topic, a directory, a client instance.
@usableFromInline package struct Uuid: Hashable, Sendable {
    /// The first eight bytes.
    @usableFromInline package let high: UInt64

    /// The last eight bytes.
    @usableFromInline package let low: UInt64

    /// An identifier of these sixteen bytes.
    @inlinable package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The identifier that stands for none.
    @inlinable package static var zero: Uuid { Uuid(high: 0, low: 0) }

    /// Whether it stands for none.
    @inlinable package var isZero: Bool { high == 0 && low == 0 }

    /// A random identifier (version 4) as Kafka gives them: its text does not begin with a dash.
    package static func random(using generator: inout some RandomNumberGenerator) -> Uuid {
        while true {
            let uuid = Uuid(
                high: generator.next() & ~0xF000 | 0x4000,
                low: generator.next() & ~(3 << 62) | (2 << 62))
            if !uuid.description.hasPrefix("-") { return uuid }
        }
    }
}

extension Uuid: Comparable {
    @inlinable package static func < (left: Uuid, right: Uuid) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

// MARK: - Text

extension Uuid: CustomStringConvertible, LosslessStringConvertible {
    /// The identifier as Kafka writes it: base64url in 22 letters, such as
    /// `AAAAAAAAAAAAAAAAAAAAAA` for ``zero``.
    @usableFromInline package var description: String {
        var text = ""
        text.reserveCapacity(22)
        for index in 0..<22 {
            text.unicodeScalars.append(Unicode.Scalar(Self.alphabet[group(index)]))
        }
        return text
    }

    /// Reads what ``description`` writes; nil if it is no such text.
    @usableFromInline package init?(_ description: String) {
        guard description.utf8.count == 22 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, letter) in description.utf8.enumerated() {
            guard let value = Self.alphabet.firstIndex(of: letter).map(UInt64.init) else {
                return nil
            }
            guard index < 21 || value & 15 == 0 else { return nil }
            let (width, bits) = index < 21 ? (6, value) : (2, value >> 4)
            high = high << UInt64(width) | low >> UInt64(64 - width)
            low = low << UInt64(width) | bits
        }
        self.init(high: high, low: low)
    }

    /// The identifier in hexadecimal with hyphens, as Java writes it.
    package var hyphenated: String {
        let digits = [high, low].map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    /// Six bits of the identifier; the last group has two, and four zero bits behind them.
    private func group(_ index: Int) -> Int {
        let shift = 122 - 6 * index
        let bits: UInt64
        switch shift {
        case 64...: bits = high >> UInt64(shift - 64)
        case 59...: bits = high << UInt64(64 - shift) | low >> UInt64(shift)
        case 0...: bits = low >> UInt64(shift)
        default: bits = low << UInt64(-shift)
        }
        return Int(bits & 63)
    }

    /// The letters of base64url, by value.
    private static let alphabet = [UInt8](
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
