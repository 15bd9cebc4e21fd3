/// Writes big-endian values, one after the other, into a buffer that it owns.
///
/// Where bytes belong that lie elsewhere it notes a ``Splice``.
@usableFromInline package struct ByteWriter: ~Copyable, Sendable {
    /// What was written.
    @usableFromInline package var buffer: ByteBuffer

    /// Where other bytes belong, in order of their positions.
    package private(set) var splices: [Splice] = []

    /// Writes behind what the buffer holds.
    package init(into buffer: consuming ByteBuffer) {
        self.buffer = buffer
    }

    /// Writes into a new buffer with room for so many bytes.
    package init(capacity: Int = 0) {
        self.init(into: ByteBuffer(capacity: capacity))
    }

    /// The buffer, when all is written.
    package consuming func intoBuffer() -> ByteBuffer { buffer }

    /// How many bytes were written; where the next write begins.
    @inlinable package var count: Int { buffer.count }

    /// How many bytes were written, with those that belong at the splices.
    package var totalCount: Int {
        splices.reduce(buffer.count) { $0 + $1.byteCount }
    }
}

// MARK: - Values

extension ByteWriter {
    /// Writes an integer.
    @inlinable package mutating func write<Value: FixedWidthInteger & BitwiseCopyable>(
        _ value: Value
    ) {
        buffer.append(value)
    }

    /// Writes one byte: 1 for true.
    @inlinable package mutating func write(_ value: Bool) {
        buffer.append(value ? 1 : 0 as UInt8)
    }

    /// Writes an IEEE 754 number in eight bytes.
    @inlinable package mutating func write(_ value: Double) {
        buffer.append(value.bitPattern)
    }

    /// Writes sixteen bytes.
    @inlinable package mutating func write(_ value: Uuid) {
        buffer.append(value.high)
        buffer.append(value.low)
    }

    /// Writes a copy of the bytes.
    @inlinable package mutating func write(_ bytes: RawSpan) {
        buffer.append(bytes)
    }

    /// Writes a copy of the bytes.
    package mutating func write(_ bytes: [UInt8]) {
        unsafe buffer.append(bytes.span.bytes)
    }

    /// Writes the text in UTF-8, without its length.
    package mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { unsafe buffer.append(UnsafeRawBufferPointer($0).bytes) }
    }

    /// Overwrites an integer that was written at `position`.
    @inlinable package mutating func overwrite<Value: FixedWidthInteger & BitwiseCopyable>(
        at position: Int, with value: Value
    ) {
        buffer.overwrite(at: position, with: value)
    }

    /// Notes that so many bytes from elsewhere belong here.
    package mutating func splice(_ byteCount: Int) {
        splices.append(Splice(position: buffer.count, byteCount: byteCount))
    }
}

// MARK: - Numbers of variable length

extension ByteWriter {
    /// Writes an unsigned number in one to five bytes, seven bits each, the lowest first.
    @inlinable package mutating func writeUnsignedVarint(_ value: UInt32) {
        if value < 0x80 {
            buffer.append(UInt8(truncatingIfNeeded: value))
        } else {
            writeUnsignedVarlong(UInt64(value))
        }
    }

    /// Writes an unsigned number in one to ten bytes, seven bits each, the lowest first.
    @usableFromInline package mutating func writeUnsignedVarlong(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            buffer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        buffer.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes a signed number in one to five bytes, near zero the shortest.
    @inlinable package mutating func writeVarint(_ value: Int32) {
        writeUnsignedVarint(Varint.folded(value))
    }

    /// Writes a signed number in one to ten bytes, near zero the shortest.
    @inlinable package mutating func writeVarlong(_ value: Int64) {
        writeUnsignedVarlong(Varint.folded(value))
    }

    /// Puts the count of the bytes written since `position` before them, as an unsigned varint.
    ///
    /// Meant for small sections: the bytes are moved. None of them may be a splice.
    package mutating func prefixWithByteCount(from position: Int) {
        precondition(splices.last.map { $0.position <= position } ?? true, "a splice would move")
        let byteCount = UInt64(buffer.count - position)
        let prefixCount = Varint.byteCount(unsigned: byteCount)
        buffer.insertGap(of: prefixCount, at: position)
        for index in 0..<prefixCount {
            let group = UInt8(truncatingIfNeeded: byteCount >> UInt64(7 * index)) & 0x7F
            buffer.overwrite(
                at: position + index, with: index < prefixCount - 1 ? group | 0x80 : group)
        }
    }
}
