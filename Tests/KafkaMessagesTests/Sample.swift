@testable import MessageCompiler

/// The bytes of a message, written by walking its definition: no code of the messages is in it.
struct Sample {
    /// What the fields hold.
    enum Style {
        /// Each a value of its own that is not its default; arrays have two elements.
        case full

        /// The same, and in each tag section two tags that nobody knows.
        case withUnknownTags

        /// Null where that may be, no tags; arrays have one element.
        case nulls

        /// Zero and empty all over, but so many elements in each array of the message itself.
        case many(Int)
    }

    /// A length or count in the bytes.
    struct Length {
        enum Form { case int16, int32, compact }

        let position: Int
        let form: Form
    }

    private(set) var bytes: [UInt8] = []

    /// All lengths and counts; how many bytes a compact one takes is not said.
    private(set) var lengths: [Length] = []

    private let version: Int
    private let style: Style
    private let isFlexible: Bool
    private var values = 0

    /// Writes the message in this version.
    init(of definition: MessageDefinition, version: Int, _ style: Style) {
        self.version = version
        self.style = style
        isFlexible = definition.flexible.contains(version)
        write(definition.fields, depth: 0)
    }

    /// A number that no field has had, as far as a byte allows.
    private mutating func next(not defaultValue: String?) -> Int {
        if case .many = style { return 0 }
        values = values % 120 + 1
        return String(values) == defaultValue ? next(not: nil) : values
    }

    private var isEmpty: Bool {
        if case .many = style { true } else { false }
    }
}

// MARK: - Structs

extension Sample {
    private mutating func write(_ fields: [Field], depth: Int) {
        let present = fields.filter { $0.versions.contains(version) }
        for field in present where !field.tagged.contains(version) {
            write(field, isTagged: false, depth: depth)
        }
        guard isFlexible else { return }
        var tags: [(tag: Int, value: Sample)] = []
        for field in present where field.tagged.contains(version) && hasTags {
            tags.append((field.tag ?? 0, value(of: field, depth: depth)))
        }
        if case .withUnknownTags = style {
            tags.append((100, blob([1, 2, 3])))
            tags.append((200, blob([])))
        }
        tags.sort { $0.tag < $1.tag }
        writeCompact(tags.count, isLength: true)
        for (tag, value) in tags {
            writeCompact(tag, isLength: false)
            writeCompact(value.bytes.count, isLength: true)
            lengths += value.lengths.map {
                Length(position: $0.position + bytes.count, form: $0.form)
            }
            bytes += value.bytes
        }
    }

    /// What stands under a tag.
    private mutating func value(of field: Field, depth: Int) -> Sample {
        var value = blob([])
        value.values = values
        value.write(field, isTagged: true, depth: depth)
        values = value.values
        return value
    }

    /// A sample of the same kind that holds these bytes.
    private func blob(_ bytes: [UInt8]) -> Sample {
        var copy = self
        copy.bytes = bytes
        copy.lengths = []
        return copy
    }

    private var hasTags: Bool {
        switch style {
        case .full, .withUnknownTags: true
        case .nulls, .many: false
        }
    }

    private var isNull: Bool {
        if case .nulls = style { true } else { false }
    }

    private mutating func write(_ field: Field, isTagged: Bool, depth: Int) {
        let isNullable = field.nullable.contains(version)
        guard !(isNullable && (isNull || isEmpty && !field.isArray)) else {
            writeNull(field)
            return
        }
        if field.isArray {
            let count = elementCount(depth)
            writeLength(count, .int32)
            for _ in 0..<count { writeElement(field, depth: depth + 1) }
            return
        }
        if field.type == .fields, isNullable { bytes.append(1) }
        writeElement(field, depth: depth)
    }

    private func elementCount(_ depth: Int) -> Int {
        switch style {
        case .full, .withUnknownTags: 2
        case .nulls: 1
        case .many(let count): depth == 0 ? count : 0
        }
    }

    private mutating func writeNull(_ field: Field) {
        switch (field.type, field.isArray) {
        case (.fields, false): bytes.append(0xFF)
        case (.string, false): writeLength(-1, .int16)
        default: writeLength(-1, .int32)
        }
    }
}

// MARK: - Values

extension Sample {
    private mutating func writeElement(_ field: Field, depth: Int) {
        switch field.type {
        case .fields: write(field.children, depth: max(depth, 1))
        case .bool: bytes.append(isEmpty || field.defaultValue == "true" ? 0 : 1)
        case .int8: write(next(not: field.defaultValue), byteCount: 1)
        case .int16, .uint16: write(next(not: field.defaultValue) * 257, byteCount: 2)
        case .int32, .uint32: write(next(not: field.defaultValue) * 16_843_009, byteCount: 4)
        case .int64: write(next(not: field.defaultValue) * 72_340_172_838_076_673, byteCount: 8)
        case .float64:
            write(Int(Double(next(not: field.defaultValue)).bitPattern), byteCount: 8)
        case .uuid: for _ in 0..<2 { write(next(not: nil) * 72_340_172_838_076_673, byteCount: 8) }
        case .string: writeBlob(isEmpty ? [] : Array("Größe\(next(not: nil))".utf8), .int16)
        case .bytes, .records:
            writeBlob(isEmpty ? [] : (0..<3).map { _ in UInt8(next(not: nil)) }, .int32)
        }
    }

    private mutating func write(_ value: Int, byteCount: Int) {
        for index in (0..<byteCount).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index)))
        }
    }

    private mutating func writeBlob(_ blob: [UInt8], _ form: Length.Form) {
        writeLength(blob.count, form)
        bytes += blob
    }

    /// Writes a length of this form, or a compact one; -1 is null.
    private mutating func writeLength(_ length: Int, _ form: Length.Form) {
        guard !isFlexible else { return writeCompact(length + 1, isLength: true) }
        lengths.append(Length(position: bytes.count, form: form))
        write(length, byteCount: form == .int16 ? 2 : 4)
    }

    private mutating func writeCompact(_ value: Int, isLength: Bool) {
        if isLength { lengths.append(Length(position: bytes.count, form: .compact)) }
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

// MARK: - Damage

extension Sample {
    /// The bytes with one length after the other replaced by the most that its form can say, and
    /// by what it cannot say.
    func inflated() -> [[UInt8]] {
        lengths.flatMap { length in
            switch length.form {
            case .int16: replacing(length, 2, [[0x7F, 0xFF], [0xFF, 0xFE]])
            case .int32:
                replacing(length, 4, [[0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFE]])
            case .compact:
                replacing(
                    length, compactCount(at: length.position),
                    [
                        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x07],
                        [0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
                    ])
            }
        }
    }

    private func compactCount(at position: Int) -> Int {
        bytes[position...].prefix { $0 >= 0x80 }.count + 1
    }

    private func replacing(
        _ length: Length, _ byteCount: Int, _ replacements: [[UInt8]]
    ) -> [[UInt8]] {
        replacements.map { replacement in
            bytes[..<length.position] + replacement + bytes[(length.position + byteCount)...]
        }
    }
}
