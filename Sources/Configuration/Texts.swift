/// The text without blanks at either end.
func trimmed(_ text: some StringProtocol) -> String {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
}

/// The items of a comma-separated list, without blanks around them; none for an empty text.
package func listItems(_ text: String) -> [String] {
    let text = trimmed(text)
    guard !text.isEmpty else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
}

/// `true` or `false`, in any case; nil for all else.
func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
}
