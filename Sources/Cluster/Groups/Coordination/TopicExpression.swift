import CRE2

/// A regular expression over topic names, as RE2 reads it: no look-ahead, no back-reference, linear time.
@safe struct TopicExpression: ~Copyable {
    private let expression: OpaquePointer

    /// Compiles the pattern; nil where RE2 cannot read it.
    init?(_ pattern: String) {
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

    /// Whether the whole name matches.
    func matches(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe cre2_matches(expression, $0.baseAddress, $0.count) != 0
            }
        }
    }
}
