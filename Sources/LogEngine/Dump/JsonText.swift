/// Writes one JSON object as text, without blanks, its keys in the order in which they come.
struct JsonText {
    private(set) var text = "{"

    /// The object's end.
    consuming func finished() -> String { text + "}" }

    mutating func add(_ key: String, _ value: some FixedWidthInteger) {
        add(key, raw: String(value))
    }

    mutating func add(_ key: String, _ value: Bool) {
        add(key, raw: value ? "true" : "false")
    }

    mutating func add(_ key: String, _ value: String) {
        add(key, raw: Self.quoted(value))
    }

    /// Bytes: text where they are UTF-8, otherwise base64 in an object of its own.
    mutating func add(_ key: String, bytes: [UInt8]?) {
        add(key, raw: Self.plain(bytes))
    }

    /// Text that is JSON already.
    mutating func add(_ key: String, raw: String) {
        if text.utf8.count > 1 { text += "," }
        text += Self.quoted(key)
        text += ":"
        text += raw
    }

    static func plain(_ bytes: [UInt8]?) -> String {
        guard let bytes else { return "null" }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return "{\"base64\":\"\(base64(bytes))\"}"
        }
        return quoted(text)
    }

    static func array(_ elements: [String]) -> String {
        "[" + elements.joined(separator: ",") + "]"
    }

    private static func quoted(_ text: String) -> String {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
            case 0x08: quoted += "\\b".utf8
            case 0x09: quoted += "\\t".utf8
            case 0x0A: quoted += "\\n".utf8
            case 0x0C: quoted += "\\f".utf8
            case 0x0D: quoted += "\\r".utf8
            case 0..<0x20:
                quoted += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: quoted.append(byte)
            }
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits =
                group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                let sextet = Int(bits >> UInt32(18 - 6 * index) & 63)
                text.append(index <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
