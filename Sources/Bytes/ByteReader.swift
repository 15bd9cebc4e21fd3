/// Reads big-endian values, one after the other, from borrowed bytes.
///
/// A read beyond the end marks the reader as ``failed`` and gives zero, as does every read after
/// it: whoever reads a structure asks once, at its end. It also holds the budget from which what
/// is decoded pays for its memory, so that a short message cannot ask for much of it.
@usableFromInline package struct ByteReader: ~Escapable {
    @usableFromInline let bytes: RawSpan
    @usableFromInline var offset = 0
    @usableFromInline var end: Int
    @usableFromInline var hasFailed = false
    @usableFromInline var budget: Int

    /// Reads from the first byte on; the memory of what is decoded may take `budget` bytes.
    @inlinable @_lifetime(copy bytes)
    package init(_ bytes: RawSpan, budget: Int = .max) {
        self.bytes = bytes
        self.end = bytes.byteCount
        self.budget = budget
    }

    /// What a frame of so many bytes may take in memory when decoded: 24 times its size and 4 KiB,
    /// at most 64 MiB.
    @inlinable package static func budget(forFrameOf byteCount: Int) -> Int {
        byteCount < 2_796_032 ? 24 * max(byteCount, 0) + 4096 : 64 << 20
    }

    /// Whether something was read that is not there, or that the budget does not allow.
    @inlinable package var failed: Bool { hasFailed }

    /// Where the next read begins, counted from the start of the span.
    @inlinable package var position: Int { offset }

    /// How many bytes are left to read.
    @inlinable package var remaining: Int { end &- offset }

    /// Marks the reader as failed; nothing is left to read.
    @inlinable package mutating func fail() {
        hasFailed = true
        end = bytes.byteCount
        offset = end
    }

    /// Pays for memory about to be allocated.
    ///
    /// - Returns: whether the budget allows it; if not, the reader has failed.
    @inlinable package mutating func charge(_ byteCount: Int) -> Bool {
        guard byteCount >= 0, byteCount <= budget, !hasFailed else {
            fail()
            return false
        }
        budget &-= byteCount
        return true
    }
}

// MARK: - Values

extension ByteReader {
    /// The next integer.
    @inlinable package mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(
        _: Value.Type = Value.self
    ) -> Value {
        guard remaining >= MemoryLayout<Value>.size else {
            fail()
            return 0
        }
        let value = unsafe bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: offset, as: Value.self)
        offset &+= MemoryLayout<Value>.size
        return Value(bigEndian: value)
    }

    /// The next byte as a truth value: any but 0 is true.
    @inlinable package mutating func readBool() -> Bool {
        read(UInt8.self) != 0
    }

    /// The next eight bytes as an IEEE 754 number.
    @inlinable package mutating func readDouble() -> Double {
        Double(bitPattern: read(UInt64.self))
    }

    /// The next sixteen bytes.
    @inlinable package mutating func readUuid() -> Uuid {
        let high = read(UInt64.self)
        return Uuid(high: high, low: read(UInt64.self))
    }

    /// The next bytes, still borrowed; none, and the reader has failed, if there are not as many.
    @inlinable @_lifetime(copy self)
    package mutating func readBytes(_ count: Int) -> RawSpan {
        guard count >= 0, remaining >= count else {
            fail()
            return bytes.extracting(first: 0)
        }
        let slice = unsafe bytes.extracting(unchecked: offset..<(offset &+ count))
        offset &+= count
        return slice
    }

    /// Leaves out the next bytes.
    @inlinable package mutating func skip(_ count: Int) {
        guard count >= 0, remaining >= count else {
            fail()
            return
        }
        offset &+= count
    }
}

// MARK: - Numbers of variable length

extension ByteReader {
    /// An unsigned number in one to five bytes, seven bits each, the lowest first.
    @inlinable package mutating func readUnsignedVarint() -> UInt32 {
        guard remaining > 0 else {
            fail()
            return 0
        }
        let first = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
        guard first >= 0x80 else {
            offset &+= 1
            return UInt32(first)
        }
        return readLongUnsignedVarint()
    }

    /// The general case of ``readUnsignedVarint()``.
    @usableFromInline mutating func readLongUnsignedVarint() -> UInt32 {
        let value = readUnsignedVarlong(longest: 5)
        guard let narrow = UInt32(exactly: value) else {
            fail()
            return 0
        }
        return narrow
    }

    /// A signed number in one to five bytes, near zero the shortest.
    @inlinable package mutating func readVarint() -> Int32 {
        Varint.unfolded(readUnsignedVarint())
    }

    /// A signed number in one to ten bytes, near zero the shortest.
    @inlinable package mutating func readVarlong() -> Int64 {
        Varint.unfolded(readUnsignedVarlong())
    }

    /// An unsigned number in one to `longest` bytes, seven bits each, the lowest first.
    @usableFromInline package mutating func readUnsignedVarlong(longest: Int = 10) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<min(longest, remaining) {
            let byte = unsafe bytes.unsafeLoad(
                fromUncheckedByteOffset: offset &+ index, as: UInt8.self)
            let group = UInt64(byte & 0x7F)
            guard index < 9 || group <= 1 else { break }
            value |= group << UInt64(7 * index)
            guard byte >= 0x80 else {
                offset &+= index &+ 1
                return value
            }
        }
        fail()
        return 0
    }
}

// MARK: - Sections

extension ByteReader {
    /// Keeps to the next bytes until ``leave(for:)``; fails if there are not as many.
    ///
    /// - Returns: what `leave(for:)` must be given: the end before.
    @inlinable package mutating func enter(_ byteCount: Int) -> Int {
        let outerEnd = end
        guard byteCount >= 0, byteCount <= remaining else {
            fail()
            return outerEnd
        }
        end = offset &+ byteCount
        return outerEnd
    }

    /// Leaves the section that ``enter(_:)`` began; what was not read of it is skipped.
    @inlinable package mutating func leave(for outerEnd: Int) {
        guard !hasFailed else { return }
        offset = end
        end = outerEnd
    }
}
