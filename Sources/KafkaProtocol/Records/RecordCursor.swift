/// Goes through the records of a batch, one after the other.
///
/// The bytes are those after the batch's header, expanded if they were compressed. Whatever lies
/// there, it reads nothing outside of them: each length is held against what is left.
struct RecordCursor: ~Escapable {
    private let bytes: RawSpan
    private let end: Int
    private var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) {
        self.bytes = bytes
        end = bytes.byteCount
    }

    /// How many bytes lie behind the records that were read.
    var remaining: Int { end - offset }

    /// Whether the bytes end before the next record does, so that it may be whole once more have come.
    var isCutOff: Bool {
        var ahead = RecordCursor(bytes)
        ahead.offset = offset
        let count = ahead.varint(before: end)
        guard ahead.offset <= end else { return remaining < Self.longestVarint }
        return count > end - ahead.offset
    }

    private static let longestVarint = 5

    /// Where the parts of a record lie; a length of -1 stands for null.
    struct Layout {
        var timestampDelta: Int64 = 0
        var offsetDelta: Int32 = 0
        var keyCount = 0
        var keyStart = 0
        var valueCount = 0
        var valueStart = 0
        var headerCount = 0
        var headerStart = 0
        var end = 0
    }

    /// Reads the next record, down to the last header.
    ///
    /// - Returns: where its parts lie; nil if it does not end where its length says, or if anything
    ///   in it does not fit.
    @inline(__always) mutating func next() -> Layout? {
        var layout = Layout()
        let recordCount = varint(before: end)
        guard recordCount > 0, recordCount <= end &- offset else { return nil }
        let recordEnd = offset &+ recordCount
        offset &+= 1
        layout.timestampDelta = varlong(before: recordEnd)
        layout.offsetDelta = Int32(truncatingIfNeeded: varint(before: recordEnd))
        layout.keyCount = varint(before: recordEnd)
        layout.keyStart = offset
        skip(layout.keyCount, before: recordEnd)
        layout.valueCount = varint(before: recordEnd)
        layout.valueStart = offset
        skip(layout.valueCount, before: recordEnd)
        layout.headerCount = varint(before: recordEnd)
        layout.headerStart = offset
        if layout.headerCount != 0 {
            skipHeaders(layout.headerCount, before: recordEnd)
        }
        layout.end = recordEnd
        guard offset == recordEnd else { return nil }
        return layout
    }

    /// The record whose parts lie there.
    @_lifetime(copy self)
    func record(_ layout: Layout) -> Record {
        Record(
            timestampDelta: layout.timestampDelta, offsetDelta: layout.offsetDelta,
            key: slice(layout.keyStart, layout.keyCount),
            value: slice(layout.valueStart, layout.valueCount), headerCount: layout.headerCount,
            headerBytes: bytes.extracting(layout.headerStart..<layout.end))
    }

    @_lifetime(copy self)
    private func slice(_ start: Int, _ count: Int) -> RawSpan? {
        guard count >= 0 else { return nil }
        return bytes.extracting(start..<start + count)
    }
}

// MARK: - Headers

extension RecordCursor {
    private mutating func skipHeaders(_ count: Int, before limit: Int) {
        guard count > 0 else { return fail() }
        var left = count
        while left > 0, offset < limit {
            let nameCount = varint(before: limit)
            guard nameCount >= 0 else { return fail() }
            skip(nameCount, before: limit)
            skip(varint(before: limit), before: limit)
            left &-= 1
        }
        if left > 0 { fail() }
    }

    /// Reads the next header of a record whose headers the bytes are.
    @_lifetime(copy self)
    mutating func nextHeader() -> RecordHeader {
        let nameCount = varint(before: end)
        let name = bytes.extracting(offset..<offset + nameCount)
        skip(nameCount, before: end)
        let valueCount = varint(before: end)
        let value = slice(offset, valueCount)
        skip(valueCount, before: end)
        return RecordHeader(name: name, value: value)
    }
}

// MARK: - Numbers

extension RecordCursor {
    /// Past every end, so that no record ends here: what was read is rubbish.
    @inline(__always) private mutating func fail() {
        offset = .max / 2
    }

    /// Leaves out so many bytes; nothing for a negative count.
    @inline(__always) private mutating func skip(_ count: Int, before limit: Int) {
        if count > 0 { offset &+= count }
        if offset > limit { fail() }
    }

    /// A signed number of at most 32 bits; nearly all have one byte or two.
    @inline(__always) private mutating func varint(before limit: Int) -> Int {
        guard offset < limit else {
            fail()
            return 0
        }
        let first = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
        guard first >= 0x80 else {
            offset &+= 1
            return Int(first >> 1) ^ -Int(first & 1)
        }
        if offset &+ 1 < limit {
            let second = unsafe bytes.unsafeLoad(
                fromUncheckedByteOffset: offset &+ 1, as: UInt8.self)
            if second < 0x80 {
                offset &+= 2
                let folded = Int(first & 0x7F) | Int(second) << 7
                return folded >> 1 ^ -(folded & 1)
            }
        }
        return longVarint(before: limit)
    }

    @inline(never) private mutating func longVarint(before limit: Int) -> Int {
        guard let value = Int32(exactly: longVarlong(before: limit)) else {
            fail()
            return 0
        }
        return Int(value)
    }

    /// A signed number of at most 64 bits.
    @inline(__always) private mutating func varlong(before limit: Int) -> Int64 {
        guard offset < limit else {
            fail()
            return 0
        }
        let first = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
        guard first >= 0x80 else {
            offset &+= 1
            return Int64(first >> 1) ^ -Int64(first & 1)
        }
        return longVarlong(before: limit)
    }

    @inline(never) private mutating func longVarlong(before limit: Int) -> Int64 {
        var folded: UInt64 = 0
        var shift: UInt64 = 0
        while offset < limit, shift < 70 {
            let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            guard shift < 63 || byte < 2 else { break }
            folded |= UInt64(byte & 0x7F) << shift
            offset &+= 1
            guard byte >= 0x80 else {
                return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
            }
            shift &+= 7
        }
        fail()
        return 0
    }
}
