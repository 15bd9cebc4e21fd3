/// A header of a record (KIP-82), borrowed from its bytes.
package struct RecordHeader: ~Escapable {
    /// The name, in UTF-8; the same may come more than once.
    package let name: RawSpan

    /// The value, or nil for null.
    package let value: RawSpan?

    @_lifetime(copy name, copy value)
    init(name: RawSpan, value: RawSpan?) {
        self.name = name
        self.value = value
    }
}

extension Record {
    /// Shows the headers in their order.
    package func forEachHeader<Failure: Error>(
        _ body: (borrowing RecordHeader) throws(Failure) -> Void
    ) throws(Failure) {
        var cursor = RecordCursor(headerBytes)
        for _ in 0..<headerCount {
            try body(cursor.nextHeader())
        }
    }
}
