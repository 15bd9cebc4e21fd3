internal import CShims

/// Bytes with one owner, that grow at the end and are used up from the front.
///
/// The one type that holds a raw pointer: what leaves it are spans, whose lifetime the compiler
/// checks. The bytes lie together; consuming moves nothing.
@safe @usableFromInline package struct ByteBuffer: ~Copyable, @unchecked Sendable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var start = 0
    @usableFromInline var end = 0

    /// How many bytes the memory holds, consumed ones included.
    @usableFromInline package var capacity: Int

    /// An empty buffer with room for so many bytes; one without room takes no memory.
    package init(capacity: Int = 0) {
        unsafe base = capacity > 0 ? Self.memory(capacity) : Self.nowhere
        self.capacity = capacity
    }

    deinit {
        if capacity > 0 { unsafe shims_free(base) }
    }

    /// Memory for so many bytes, aligned to 16: new, or what is there, larger and perhaps elsewhere.
    ///
    /// A block that grows is copied where it is small, and never there twice where it is large.
    private static func memory(
        _ byteCount: Int, inPlaceOf block: UnsafeMutableRawPointer? = nil
    ) -> UnsafeMutableRawPointer {
        unsafe shims_resize(block, byteCount)
    }

    /// Where the bytes of a buffer without room would lie: an aligned address, and nothing there.
    private static var nowhere: UnsafeMutableRawPointer {
        unsafe UnsafeMutableRawPointer(bitPattern: 16).unsafelyUnwrapped
    }

    /// How many bytes it holds.
    @inlinable package var count: Int { end &- start }

    /// Whether it holds none.
    @inlinable package var isEmpty: Bool { end == start }

    /// How many bytes can be appended before it must grow or move.
    @inlinable package var spareCount: Int { capacity &- end }

    /// The bytes it holds.
    @inlinable package var bytes: RawSpan {
        @_lifetime(borrow self)
        get {
            let span = unsafe RawSpan(_unsafeStart: base + start, byteCount: end &- start)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// The bytes it holds, to be changed in place.
    @inlinable package var mutableBytes: MutableRawSpan {
        @_lifetime(&self)
        mutating get {
            let span = unsafe MutableRawSpan(_unsafeStart: base + start, byteCount: end &- start)
            return unsafe _overrideLifetime(span, mutating: &self)
        }
    }
}

// MARK: - The front

extension ByteBuffer {
    /// Gives up the first bytes.
    @inlinable package mutating func consume(_ count: Int) {
        precondition(count >= 0 && count <= self.count, "consumed more than there is")
        start &+= count
        if start == end { removeAll() }
    }

    /// Gives up all bytes; the memory stays.
    @inlinable package mutating func removeAll() {
        start = 0
        end = 0
    }

    /// Gives up the last bytes, so that `count` are left.
    @inlinable package mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "truncated to more than there is")
        end = start &+ count
    }

    /// Moves what is left to the front of the memory.
    package mutating func compact() {
        guard start > 0 else { return }
        let count = self.count
        unsafe base.copyMemory(from: base + start, byteCount: count)
        start = 0
        end = count
    }
}

// MARK: - The end

extension ByteBuffer {
    /// Makes room for so many more bytes.
    @inlinable package mutating func reserve(_ byteCount: Int) {
        if capacity &- end < byteCount { grow(byteCount) }
    }

    /// Moves the bytes to the front, or into memory at least twice as large.
    @usableFromInline mutating func grow(_ byteCount: Int) {
        let count = self.count
        let needed = count + byteCount
        guard needed > capacity || start < capacity / 2 else {
            compact()
            return
        }
        let newCapacity = max(capacity * 2, needed, 64)
        compact()
        unsafe base = Self.memory(newCapacity, inPlaceOf: capacity > 0 ? base : nil)
        capacity = newCapacity
    }

    /// Appends an integer, the highest byte first.
    @inlinable package mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(
        _ value: Value
    ) {
        reserve(MemoryLayout<Value>.size)
        unsafe (base + end).storeBytes(of: value.bigEndian, as: Value.self)
        end &+= MemoryLayout<Value>.size
    }

    /// Appends a copy of the bytes.
    @inlinable package mutating func append(_ bytes: RawSpan) {
        let count = bytes.byteCount
        guard count > 0 else { return }
        reserve(count)
        unsafe bytes.withUnsafeBytes { source in
            guard let first = source.baseAddress else { return }
            unsafe (base + end).copyMemory(from: first, byteCount: count)
        }
        end &+= count
    }

    /// Appends as many bytes as `fill` says that it wrote into the span it is given.
    ///
    /// The span has exactly `byteCount` bytes; what they hold before is not defined.
    @inlinable package mutating func append<Failure: Error>(
        upTo byteCount: Int, fill: (inout MutableRawSpan) throws(Failure) -> Int
    ) throws(Failure) {
        reserve(byteCount)
        var room = unsafe MutableRawSpan(_unsafeStart: base + end, byteCount: byteCount)
        let written = try fill(&room)
        precondition(written >= 0 && written <= byteCount, "wrote more than there was room")
        end &+= written
    }

    /// Overwrites an integer at an offset from the first byte held.
    @inlinable package mutating func overwrite<Value: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, with value: Value
    ) {
        precondition(
            offset >= 0 && offset <= count &- MemoryLayout<Value>.size,
            "overwrote what is not there")
        unsafe (base + start + offset).storeBytes(of: value.bigEndian, as: Value.self)
    }

    /// Makes a gap of so many bytes before the byte at `offset`; what the gap holds is not defined.
    package mutating func insertGap(of byteCount: Int, at offset: Int) {
        precondition(byteCount >= 0 && offset >= 0 && offset <= count, "a gap where nothing is")
        reserve(byteCount)
        let gap = unsafe base + start + offset
        unsafe (gap + byteCount).copyMemory(from: gap, byteCount: count - offset)
        end += byteCount
    }
}
