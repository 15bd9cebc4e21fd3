extension Setting {
    /// What values a setting takes beyond what its type says.
    package enum Allowed: Sendable {
        case anything
        case atLeast(Int64)
        case between(Int64, Int64)
        /// One number apart, or one of a range (`compression.gzip.level`).
        case either(Int64, or: ClosedRange<Int64>)
        case fraction(ClosedRange<Double>)
        case oneOf([String])
        case oneOfAnyCase([String])
        case listOf([String])
        case distinct
        case nonEmptyList
        case nonEmpty
        /// `partition:broker` pairs, or `*`.
        case replicas
    }

    /// Checks a value, and gives it as it is stored: without blanks around it.
    ///
    /// - Throws: ``SettingError/badValue(_:value:allowed:)``.
    @discardableResult
    package func check(_ value: String) throws(SettingError) -> String {
        let text = trimmed(value)
        guard accepts(text) else {
            throw .badValue(
                name, value: isSensitive ? "[hidden]" : text, allowed: allowedInWords)
        }
        return text
    }

    /// The type and range in words, such as `a whole number of at least 1`.
    package var allowedInWords: String {
        switch allowed {
        case .anything: kindInWords
        case .atLeast(let least): "\(kindInWords) of at least \(least)"
        case .between(let least, let most): "\(kindInWords) from \(least) to \(most)"
        case .either(let single, let range):
            "\(single), or \(kindInWords) from \(range.lowerBound) to \(range.upperBound)"
        case .fraction(let range):
            "a number from \(range.lowerBound) to \(range.upperBound)"
        case .oneOf(let words), .oneOfAnyCase(let words):
            "one of \(words.joined(separator: ", "))"
        case .listOf(let words): "a list of any of \(words.joined(separator: ", "))"
        case .distinct: "a comma-separated list without duplicates"
        case .nonEmptyList: "a comma-separated list, not empty and without duplicates"
        case .nonEmpty: "a text that is not empty"
        case .replicas: "a list of partition:broker pairs, or *"
        }
    }

    private var kindInWords: String {
        switch kind {
        case .boolean: "true or false"
        case .string, .class, .password, .unknown: "a text"
        case .int: isRanged ? "a whole number" : "a whole number of 32 bits"
        case .short: isRanged ? "a whole number" : "a whole number of 16 bits"
        case .long: "a whole number"
        case .double: "a number"
        case .list: "a comma-separated list"
        }
    }

    private var isRanged: Bool {
        if case .anything = allowed { false } else { true }
    }

    private func accepts(_ text: String) -> Bool {
        switch kind {
        case .boolean: return boolean(text) != nil
        case .int: return Int32(text) != nil && isInRange(Int64(text))
        case .short: return Int16(text) != nil && isInRange(Int64(text))
        case .long: return isInRange(Int64(text))
        case .double: return isInRange(Double(text))
        case .list: return isAllowedList(listItems(text))
        case .string, .class, .password, .unknown: return isAllowedText(text)
        }
    }

    private func isInRange(_ number: Int64?) -> Bool {
        guard let number else { return false }
        return switch allowed {
        case .atLeast(let least): number >= least
        case .between(let least, let most): least <= number && number <= most
        case .either(let single, let range): number == single || range.contains(number)
        default: true
        }
    }

    private func isInRange(_ number: Double?) -> Bool {
        guard let number, !number.isNaN else { return false }
        guard case .fraction(let range) = allowed else { return true }
        return range.contains(number)
    }

    private func isAllowedText(_ text: String) -> Bool {
        switch allowed {
        case .oneOf(let words): words.contains(text)
        case .oneOfAnyCase(let words): words.contains(text.lowercased())
        case .nonEmpty: !text.isEmpty
        default: true
        }
    }

    private func isAllowedList(_ items: [String]) -> Bool {
        let isDistinct = Set(items).count == items.count && !items.contains("")
        return switch allowed {
        case .listOf(let words): isDistinct && items.allSatisfy(words.contains)
        case .distinct: isDistinct
        case .nonEmptyList: isDistinct && !items.isEmpty
        case .replicas: items == ["*"] || items.allSatisfy(isReplica)
        default: true
        }
    }
}

/// Whether the text is `partition:broker`.
private func isReplica(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { UInt32($0) != nil }
}
