import CRE2

/// A regular expression of a user, as RE2 reads it: no look-ahead, no back-reference, linear time.
@safe package struct RegularExpression: ~Copyable {
    private let expression: OpaquePointer

    /// Compiles the pattern; nil where RE2 cannot read it.
    package init?(_ pattern: String) {
        var pattern = pattern
        let compiled = pattern.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe cre2_compile($0.baseAddress, $0.count)
            }
        }
        guard let compiled = unsafe compiled else { return nil }
        unsafe expression = compiled
    }

    deinit {
        unsafe cre2_free(expression)
    }

    /// Whether the whole text matches.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe cre2_matches(expression, $0.baseAddress, $0.count) != 0
            }
        }
    }
}
