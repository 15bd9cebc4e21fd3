/// Numbers whose length depends on their size: LEB128, and ZigZag for signed ones.
@usableFromInline package enum Varint {
    /// A signed number as an unsigned one: 0, -1, 1, -2 … become 0, 1, 2, 3 and so on.
    @inlinable package static func folded(_ value: Int32) -> UInt32 {
        UInt32(bitPattern: (value << 1) ^ (value >> 31))
    }

    /// A signed number as an unsigned one: 0, -1, 1, -2 … become 0, 1, 2, 3 and so on.
    @inlinable package static func folded(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value << 1) ^ (value >> 63))
    }

    /// The signed number that was folded.
    @inlinable package static func unfolded(_ value: UInt32) -> Int32 {
        Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1)
    }

    /// The signed number that was folded.
    @inlinable package static func unfolded(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// How many bytes the unsigned number takes: one to ten.
    @inlinable package static func byteCount(unsigned value: UInt64) -> Int {
        (70 &- (value | 1).leadingZeroBitCount) / 7
    }

    /// How many bytes the signed number takes: one to ten (to five if it fits in 32 bits).
    @inlinable package static func byteCount(_ value: Int64) -> Int {
        byteCount(unsigned: folded(value))
    }
}
