internal import Bytes

// The written messages call these, and none is inlined: 270 messages are to stay small.

extension ByteReader {
    @inline(never) mutating func bool() -> Bool { readBool() }
    @inline(never) mutating func int8() -> Int8 { read() }
    @inline(never) mutating func int16() -> Int16 { read() }
    @inline(never) mutating func int32() -> Int32 { read() }
    @inline(never) mutating func int64() -> Int64 { read() }
    @inline(never) mutating func uint16() -> UInt16 { read() }
    @inline(never) mutating func uint32() -> UInt32 { read() }
    @inline(never) mutating func float64() -> Double { readDouble() }
    @inline(never) mutating func uuid() -> Uuid { readUuid() }
}

// MARK: - Lengths

extension ByteReader {
    /// The memory that an array or a long string takes beside what it holds.
    static var allocationOverhead: Int { 32 }

    /// Reads a length or a count, -1 for null; fails if it is more than the bytes that are left.
    ///
    /// An element takes at least a byte, so that this bounds counts too.
    private mutating func length(
        _ compact: Bool, isShort: Bool = false, nullable: Bool
    ) -> Int {
        let length: Int
        if compact {
            length = Int(readUnsignedVarint()) - 1
        } else {
            length = isShort ? Int(read(Int16.self)) : Int(read(Int32.self))
        }
        guard !failed, length <= remaining, length >= (nullable ? -1 : 0) else {
            fail()
            return nullable ? -1 : 0
        }
        return length
    }

    /// Reads the count of an array and pays for its elements; -1 for null.
    private mutating func count(_ compact: Bool, nullable: Bool, stride: Int) -> Int {
        let count = length(compact, nullable: nullable)
        guard count > 0 else { return count }
        let (byteCount, isTooMuch) = count.multipliedReportingOverflow(by: stride)
        guard !isTooMuch, charge(byteCount + Self.allocationOverhead) else {
            return nullable ? -1 : 0
        }
        return count
    }
}

// MARK: - Strings, bytes, records

extension ByteReader {
    @inline(never) mutating func string(_ compact: Bool) -> String {
        optionalString(compact, nullable: false) ?? ""
    }

    /// Bytes that are not UTF-8 become replacement characters, as in Kafka.
    @inline(never) mutating func optionalString(_ compact: Bool, nullable: Bool) -> String? {
        let length = length(compact, isShort: true, nullable: nullable)
        guard length >= 0 else { return nil }
        // Up to 15 bytes lie in the string itself; a replacement character takes three.
        guard length <= 5 || charge(3 * length + Self.allocationOverhead) else { return nil }
        let text = unsafe readBytes(length).withUnsafeBytes {
            unsafe String(decoding: $0, as: UTF8.self)
        }
        // Compact or not, and however it is mended, it must fit where it is written again.
        guard text.utf8.count <= Int(Int16.max) else {
            fail()
            return nil
        }
        return text
    }

    @inline(never) mutating func bytes(_ compact: Bool) -> [UInt8] {
        optionalBytes(compact, nullable: false) ?? []
    }

    @inline(never) mutating func optionalBytes(_ compact: Bool, nullable: Bool) -> [UInt8]? {
        let length = count(compact, nullable: nullable, stride: 1)
        guard length >= 0 else { return nil }
        return unsafe readBytes(length).withUnsafeBytes { unsafe [UInt8]($0) }
    }

    @inline(never) mutating func records(_ compact: Bool, nullable: Bool) -> Records {
        let length = length(compact, nullable: nullable)
        guard length >= 0 else { return .null }
        let start = position
        skip(length)
        return .inFrame(start..<start + length)
    }
}

// MARK: - Arrays

extension ByteReader {
    private mutating func integers<Value: FixedWidthInteger & BitwiseCopyable>(
        _ compact: Bool, nullable: Bool
    ) -> [Value]? {
        let count = count(compact, nullable: nullable, stride: MemoryLayout<Value>.stride)
        guard count >= 0 else { return nil }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            values.append(read())
        }
        return values
    }

    @inline(never) mutating func int8s(_ compact: Bool) -> [Int8] {
        integers(compact, nullable: false) ?? []
    }

    @inline(never) mutating func int16s(_ compact: Bool) -> [Int16] {
        integers(compact, nullable: false) ?? []
    }

    @inline(never) mutating func int32s(_ compact: Bool) -> [Int32] {
        integers(compact, nullable: false) ?? []
    }

    @inline(never) mutating func int64s(_ compact: Bool) -> [Int64] {
        integers(compact, nullable: false) ?? []
    }

    @inline(never) mutating func optionalInt32s(_ compact: Bool, nullable: Bool) -> [Int32]? {
        integers(compact, nullable: nullable)
    }

    @inline(never) mutating func strings(_ compact: Bool) -> [String] {
        optionalStrings(compact, nullable: false) ?? []
    }

    @inline(never) mutating func optionalStrings(_ compact: Bool, nullable: Bool) -> [String]? {
        let count = count(compact, nullable: nullable, stride: MemoryLayout<String>.stride)
        guard count >= 0 else { return nil }
        var values: [String] = []
        values.reserveCapacity(count)
        for _ in 0..<count where !failed {
            values.append(string(compact))
        }
        return values
    }

    @inline(never) mutating func uuids(_ compact: Bool) -> [Uuid] {
        optionalUuids(compact, nullable: false) ?? []
    }

    @inline(never) mutating func optionalUuids(_ compact: Bool, nullable: Bool) -> [Uuid]? {
        let count = count(compact, nullable: nullable, stride: MemoryLayout<Uuid>.stride)
        guard count >= 0 else { return nil }
        var values: [Uuid] = []
        values.reserveCapacity(count)
        for _ in 0..<count where !failed {
            values.append(readUuid())
        }
        return values
    }
}

// MARK: - Structs

extension ByteReader {
    @inline(never) mutating func structs<Element: Fields>(
        _ compact: Bool, _ version: Int16
    ) -> [Element] {
        optionalStructs(compact, nullable: false, version) ?? []
    }

    @inline(never) mutating func optionalStructs<Element: Fields>(
        _ compact: Bool, nullable: Bool, _ version: Int16
    ) -> [Element]? {
        let count = count(compact, nullable: nullable, stride: MemoryLayout<Element>.stride)
        guard count >= 0 else { return nil }
        var values: [Element] = []
        values.reserveCapacity(count)
        for _ in 0..<count where !failed {
            values.append(Element(fieldsFrom: &self, version: version))
        }
        return values
    }

    @inline(never) mutating func optionalStruct<Value: Fields>(_ version: Int16) -> Value? {
        int8() < 0 ? nil : Value(fieldsFrom: &self, version: version)
    }

    @inline(never) mutating func optionalTaggedStruct<Value: Fields>(_ version: Int16) -> Value? {
        readUnsignedVarint() == 0 ? nil : Value(fieldsFrom: &self, version: version)
    }
}

// MARK: - Tags

/// Where a reader is in a tag section.
struct TagsBeingRead {
    fileprivate var left: UInt32
    fileprivate var outerEnd: Int?
}

extension ByteReader {
    /// Begins a tag section.
    @inline(never) mutating func tags() -> TagsBeingRead {
        TagsBeingRead(left: readUnsignedVarint())
    }

    /// Leaves the tag it was in, and goes into the next one; nil when there is none.
    @inline(never) mutating func next(_ tags: inout TagsBeingRead) -> UInt32? {
        if let outerEnd = tags.outerEnd { leave(for: outerEnd) }
        tags.outerEnd = nil
        guard tags.left > 0, !failed else { return nil }
        tags.left -= 1
        let tag = readUnsignedVarint()
        tags.outerEnd = enter(Int(readUnsignedVarint()))
        return failed ? nil : tag
    }

    /// Skips a tag section of which no tag is known, if there is one.
    @inline(never) mutating func skipTags(_ isThere: Bool) {
        guard isThere else { return }
        var tags = tags()
        while next(&tags) != nil {}
    }
}
