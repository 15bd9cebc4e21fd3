/// The text of a Java properties file, as `server.properties` is one.
///
/// `key=value`, `key:value` or `key value`; `#` and `!` begin comments; a backslash at the end of
/// a line continues it; `\t \n \r \f \uXXXX` are characters, and a backslash before any other
/// character is that character.
package enum PropertiesFile {
    /// A line of the file, with the number of its first physical line, from 1.
    package struct Entry: Equatable, Sendable {
        package let line: Int
        package let key: String
        package let value: String
    }

    /// The entries in the order of the file.
    ///
    /// Of two with the same key the later one holds.
    package static func parse(_ text: String) -> [Entry] {
        logicalLines(text).map { line, characters in
            let (key, value) = split(characters)
            return Entry(line: line, key: unescaped(key), value: unescaped(value))
        }
    }

    /// The lines without comments and blank lines, continued ones joined.
    private static func logicalLines(_ text: String) -> [(Int, [Unicode.Scalar])] {
        var result: [(Int, [Unicode.Scalar])] = []
        var begun: (line: Int, characters: [Unicode.Scalar])?
        for (index, physical) in physicalLines(text).enumerated() {
            let line = Array(physical.drop(while: isBlank))
            if begun == nil, line.isEmpty || line[0] == "#" || line[0] == "!" { continue }
            var current = begun ?? (index + 1, [])
            current.characters += line
            if endsWithOddBackslashes(line) {
                current.characters.removeLast()
                begun = current
            } else {
                result.append(current)
                begun = nil
            }
        }
        return result + (begun.map { [$0] } ?? [])
    }

    private static func physicalLines(_ text: String) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = [[]]
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\n" && previous == "\r" {
                // The second half of one line's end.
            } else if scalar == "\n" || scalar == "\r" {
                lines.append([])
            } else {
                lines[lines.count - 1].append(scalar)
            }
            previous = scalar
        }
        return lines
    }

    private static func endsWithOddBackslashes(_ line: [Unicode.Scalar]) -> Bool {
        line.reversed().prefix { $0 == "\\" }.count % 2 == 1
    }

    /// The key, and the value after blanks and at most one `=` or `:`.
    private static func split(
        _ line: [Unicode.Scalar]
    ) -> (ArraySlice<Unicode.Scalar>, ArraySlice<Unicode.Scalar>) {
        var end = 0
        while end < line.count, !isBlank(line[end]), line[end] != "=", line[end] != ":" {
            end += line[end] == "\\" ? 2 : 1
        }
        end = min(end, line.count)
        var rest = line[end...].drop(while: isBlank)
        if rest.first == "=" || rest.first == ":" {
            rest = rest.dropFirst().drop(while: isBlank)
        }
        return (line[..<end], rest)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\u{c}"
    }

    private static func unescaped(_ characters: ArraySlice<Unicode.Scalar>) -> String {
        var units: [UInt16] = []
        var rest = characters
        while let next = rest.popFirst() {
            guard next == "\\", let escaped = rest.popFirst() else {
                units += Array(UTF16.encode(next)!)
                continue
            }
            if escaped == "u", let unit = hexadecimal(rest.prefix(4)) {
                rest = rest.dropFirst(4)
                units.append(unit)
            } else {
                units += Array(UTF16.encode(meaning(of: escaped))!)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func meaning(of escaped: Unicode.Scalar) -> Unicode.Scalar {
        switch escaped {
        case "t": "\t"
        case "n": "\n"
        case "r": "\r"
        case "f": "\u{c}"
        default: escaped
        }
    }

    private static func hexadecimal(_ digits: ArraySlice<Unicode.Scalar>) -> UInt16? {
        guard digits.count == 4 else { return nil }
        return UInt16(String(String.UnicodeScalarView(digits)), radix: 16)
    }
}
