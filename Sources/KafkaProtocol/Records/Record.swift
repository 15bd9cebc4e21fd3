/// One record of a batch, borrowed from its bytes.
///
/// Its timestamp and offset are those of the batch plus a delta. A key or a value that is null is
/// not the same as an empty one (P-17).
package struct Record: ~Escapable {
    /// The timestamp less the batch's base timestamp.
    package let timestampDelta: Int64

    /// The offset less the batch's base offset.
    package let offsetDelta: Int32

    /// The key, or nil for null.
    package let key: RawSpan?

    /// The value, or nil for null.
    package let value: RawSpan?

    /// How many headers there are.
    package let headerCount: Int

    /// The headers as they lie in the record.
    let headerBytes: RawSpan

    @inline(__always) @_lifetime(copy key, copy value, copy headerBytes)
    init(
        timestampDelta: Int64, offsetDelta: Int32, key: RawSpan?, value: RawSpan?, headerCount: Int,
        headerBytes: RawSpan
    ) {
        self.timestampDelta = timestampDelta
        self.offsetDelta = offsetDelta
        self.key = key
        self.value = value
        self.headerCount = headerCount
        self.headerBytes = headerBytes
    }
}
