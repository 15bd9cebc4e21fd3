internal import Bytes

// The written messages call these, and none is inlined: 270 messages are to stay small.

extension ByteWriter {
    @inline(never) mutating func bool(_ value: Bool) { write(value) }
    @inline(never) mutating func int8(_ value: Int8) { write(value) }
    @inline(never) mutating func int16(_ value: Int16) { write(value) }
    @inline(never) mutating func int32(_ value: Int32) { write(value) }
    @inline(never) mutating func int64(_ value: Int64) { write(value) }
    @inline(never) mutating func uint16(_ value: UInt16) { write(value) }
    @inline(never) mutating func uint32(_ value: UInt32) { write(value) }
    @inline(never) mutating func float64(_ value: Double) { write(value) }
    @inline(never) mutating func uuid(_ value: Uuid) { write(value) }
}

// MARK: - Lengths

extension ByteWriter {
    /// Writes a length or a count.
    @inline(never) mutating func length(_ length: Int, _ compact: Bool) {
        if compact {
            writeUnsignedVarint(UInt32(length + 1))
        } else {
            write(Int32(length))
        }
    }

    /// Writes null; where a version has no null, nothing of it: a length of 0.
    @inline(never) mutating func null(_ compact: Bool, isShort: Bool = false, nullable: Bool) {
        switch (compact, isShort) {
        case (true, _): writeUnsignedVarint(nullable ? 0 : 1)
        case (false, true): write(nullable ? -1 : 0 as Int16)
        case (false, false): write(nullable ? -1 : 0 as Int32)
        }
    }
}

// MARK: - Strings, bytes, records

extension ByteWriter {
    /// A string is cut where it is longer than one may be: a sentence that tells of a long name.
    @inline(never) mutating func string(_ value: String, _ compact: Bool) {
        let length = value.utf8.count
        guard length <= Int(Int16.max) else { return string(value.cut(to: .max), compact) }
        if compact {
            writeUnsignedVarint(UInt32(length + 1))
        } else {
            write(Int16(length))
        }
        write(value)
    }

    @inline(never) mutating func optionalString(
        _ value: String?, _ compact: Bool, nullable: Bool
    ) {
        guard let value else { return null(compact, isShort: true, nullable: nullable) }
        string(value, compact)
    }

    @inline(never) mutating func bytes(_ value: [UInt8], _ compact: Bool) {
        length(value.count, compact)
        write(value)
    }

    @inline(never) mutating func optionalBytes(
        _ value: [UInt8]?, _ compact: Bool, nullable: Bool
    ) {
        guard let value else { return null(compact, nullable: nullable) }
        bytes(value, compact)
    }

    @inline(never) mutating func records(_ value: Records, _ compact: Bool, nullable: Bool) {
        switch value {
        case .null: null(compact, nullable: nullable)
        case .bytes(let bytes): self.bytes(bytes, compact)
        case .inFrame, .spliced:
            length(value.byteCount, compact)
            splice(value.byteCount)
        }
    }
}

// MARK: - Arrays

extension ByteWriter {
    private mutating func integers<Value: FixedWidthInteger & BitwiseCopyable>(
        _ values: [Value], _ compact: Bool
    ) {
        length(values.count, compact)
        for value in values { write(value) }
    }

    @inline(never) mutating func int8s(_ values: [Int8], _ compact: Bool) {
        integers(values, compact)
    }

    @inline(never) mutating func int16s(_ values: [Int16], _ compact: Bool) {
        integers(values, compact)
    }

    @inline(never) mutating func int32s(_ values: [Int32], _ compact: Bool) {
        integers(values, compact)
    }

    @inline(never) mutating func int64s(_ values: [Int64], _ compact: Bool) {
        integers(values, compact)
    }

    @inline(never) mutating func optionalInt32s(
        _ values: [Int32]?, _ compact: Bool, nullable: Bool
    ) {
        guard let values else { return null(compact, nullable: nullable) }
        integers(values, compact)
    }

    @inline(never) mutating func strings(_ values: [String], _ compact: Bool) {
        length(values.count, compact)
        for value in values { string(value, compact) }
    }

    @inline(never) mutating func optionalStrings(
        _ values: [String]?, _ compact: Bool, nullable: Bool
    ) {
        guard let values else { return null(compact, nullable: nullable) }
        strings(values, compact)
    }

    @inline(never) mutating func uuids(_ values: [Uuid], _ compact: Bool) {
        length(values.count, compact)
        for value in values { write(value) }
    }

    @inline(never) mutating func optionalUuids(
        _ values: [Uuid]?, _ compact: Bool, nullable: Bool
    ) {
        guard let values else { return null(compact, nullable: nullable) }
        uuids(values, compact)
    }
}

// MARK: - Structs

extension ByteWriter {
    @inline(never) mutating func structs<Element: Fields>(
        _ values: [Element], _ compact: Bool, _ version: Int16
    ) {
        length(values.count, compact)
        for value in values { value.encode(to: &self, version: version) }
    }

    @inline(never) mutating func optionalStructs<Element: Fields>(
        _ values: [Element]?, _ compact: Bool, nullable: Bool, _ version: Int16
    ) {
        guard let values else { return null(compact, nullable: nullable) }
        structs(values, compact, version)
    }

    @inline(never) mutating func optionalStruct<Value: Fields>(_ value: Value?, _ version: Int16) {
        write(value == nil ? -1 : 1 as Int8)
        value?.encode(to: &self, version: version)
    }

    @inline(never) mutating func optionalTaggedStruct<Value: Fields>(
        _ value: Value?, _ version: Int16
    ) {
        write(value == nil ? 0 : 1 as UInt8)
        value?.encode(to: &self, version: version)
    }
}

// MARK: - Tags

/// Where a writer is in a tag section.
struct TagsBeingWritten {
    fileprivate let position: Int
    fileprivate var count: UInt8 = 0
    fileprivate var start = 0
}

extension ByteWriter {
    /// Begins a tag section; no section of the schema has more tags than one byte can count.
    @inline(never) mutating func tags() -> TagsBeingWritten {
        write(0 as UInt8)
        return TagsBeingWritten(position: count - 1)
    }

    /// Begins a tag; what is written until ``end(_:)`` is its value.
    @inline(never) mutating func begin(_ tag: UInt32, _ tags: inout TagsBeingWritten) {
        tags.count += 1
        overwrite(at: tags.position, with: tags.count)
        writeUnsignedVarint(tag)
        tags.start = count
    }

    /// Ends a tag.
    @inline(never) mutating func end(_ tags: inout TagsBeingWritten) {
        prefixWithByteCount(from: tags.start)
    }

    /// Writes a tag section without tags, if there is one.
    @inline(never) mutating func noTags(_ isThere: Bool) {
        if isThere { write(0 as UInt8) }
    }
}

extension String {
    /// As much of it as takes so many bytes at most.
    fileprivate func cut(to byteCount: Int16) -> String {
        var end = utf8.index(startIndex, offsetBy: Int(byteCount))
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
