extension RawSpan {
    /// The big-endian integer that begins `offset` bytes into the span.
    @inlinable package func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, as _: Value.Type = Value.self
    ) -> Value {
        Value(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
    }
}

extension MutableRawSpan {
    /// Writes an integer, the highest byte first, `offset` bytes into the span.
    @inlinable package mutating func store<Value: FixedWidthInteger & BitwiseCopyable>(
        _ value: Value, at offset: Int
    ) {
        storeBytes(of: value.bigEndian, toByteOffset: offset, as: Value.self)
    }
}
